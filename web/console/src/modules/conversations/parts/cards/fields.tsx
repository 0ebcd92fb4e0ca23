import type { CardProps } from "@/shell/contracts";
import { FieldList } from "@/shell/hooks/field-list";
import { useFields } from "@/shell/hooks/fields";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { useFillIn, useValues } from "../../api/fields";
import styles from "./panel.module.css";

/** What the shop wants to know of a conversation, filled in while it is open (会话字段). */
export default function FieldsCard({ id }: CardProps) {
  const t = useT();
  const fields = useFields("conversation");
  const fillIn = useFillIn(id);
  const { data, error } = useValues(id);
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={1} />;
  if (!data.editable && Object.keys(data.fields).length === 0)
    return <p className={styles.quiet}>{t("conversations:fields.none")}</p>;
  return <FieldList fields={fields} values={data.fields} editable={data.editable} save={fillIn} />;
}
