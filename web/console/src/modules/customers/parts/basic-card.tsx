import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CardProps } from "@/shell/contracts";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { Tags } from "@/shell/hooks/tags";
import { useT } from "@/shell/hooks/text";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { customerQuery, useEditCustomer } from "../api/customer";
import { CustomFields } from "./custom-fields";
import { Facts } from "./facts";
import { Note } from "./note";

/** Who it is, in the workbench (客户资料卡). */
export default function BasicCard({ id }: CardProps) {
  const t = useT();
  const sentence = useSentence();
  const allowed = useCan();
  const edit = useEditCustomer(id);
  const { data, error, refetch } = useQuery(customerQuery(id));
  if (error) {
    return (
      <ErrorState
        title={t("shell:error.list")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!data) return <RowsSkeleton rows={3} />;
  const editable = allowed("customers.edit");
  return (
    <div style={{ display: "grid", gap: 10 }}>
      <Facts customer={data} />
      <CustomFields customer={data} editable={editable} />
      <Tags tags={data.tags} editable={editable} onChange={(tags) => void edit({ tags })} />
      <Note note={data.note} editable={editable} save={(note) => edit({ note })} />
      <Link to={`/customers/${id}` as never}>{t("customers:open")}</Link>
    </div>
  );
}
