import type { Hours } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import { groupedDays } from "../api/hours";
import styles from "./people.module.css";

/** Opening hours in a line or two. */
export function HoursText({ hours }: { hours: Hours | null }) {
  const t = useT();
  if (!hours) return <span className={styles.quiet}>{t("people:hours.always")}</span>;
  return (
    <>
      {groupedDays(hours).map((group) => (
        <div key={group.from} className={styles.quiet}>
          {t(`people:day.${group.from}`)}
          {group.to > group.from && ` – ${t(`people:day.${group.to}`)}`}{" "}
          <span className="tnum">
            {group.spans.length === 0
              ? t("people:hours.closed")
              : group.spans.map(([from, to]) => `${from}-${to}`).join("  ")}
          </span>
        </div>
      ))}
    </>
  );
}
