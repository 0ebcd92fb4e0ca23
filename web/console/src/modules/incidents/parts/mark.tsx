import { useQuery } from "@tanstack/react-query";
import type { MarkProps } from "@/shell/contracts";
import { useT } from "@/shell/hooks/text";
import { situationQuery } from "../api/incidents";
import { useMark } from "../api/marks";
import styles from "./incidents.module.css";

/** On a row of the list: an open incident concerns this conversation (危机). */
export default function Mark({ id }: MarkProps) {
  const t = useT();
  const incidents = useQuery(situationQuery).data?.incidents ?? [];
  const incident = useMark(id, incidents.length > 0);
  const found = incidents.find((each) => each.id === incident);
  if (!found) return null;
  return (
    <span className={styles.mark} title={t("incidents:bar", { title: found.title })}>
      {t("incidents:mark")}
    </span>
  );
}
