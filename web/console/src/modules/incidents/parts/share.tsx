import { useFormat, useT } from "@/shell/hooks/text";
import type { Detail } from "../api/incidents";
import styles from "./incidents.module.css";

const share = (permille: number | null) =>
  permille === null ? "–" : `${(permille / 10).toFixed(permille < 100 ? 2 : 1)} %`;

/** Complaints about the incident among all conversations, hour by hour, beside the goal (投诉率). */
export function Share({ incident }: { incident: Detail }) {
  const t = useT();
  const format = useFormat();
  const goal = incident.target_permille;
  const over = incident.permille !== null && incident.permille > goal;
  const hours = incident.hours.slice(-24).map((each) => ({
    ...each,
    permille: each.conversations ? (each.complaints * 1000) / each.conversations : null,
  }));
  const top = Math.max(goal * 2, ...hours.map((each) => each.permille ?? 0));
  const shown: [string, string, boolean][] = [
    [t("incidents:share"), share(incident.permille), over],
    [t("incidents:affected"), String(incident.affected), false],
    [t("incidents:told"), String(incident.told), false],
    [t("incidents:complaints"), String(incident.complaints), false],
  ];
  return (
    <>
      <dl className={styles.numbers}>
        {shown.map(([title, value, late]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd className={late ? styles.late : ""}>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>
        {t("incidents:share.made", {
          complaints: incident.complaints,
          conversations: incident.conversations,
          goal: share(goal),
        })}
      </p>
      {hours.length > 1 && (
        <div className={styles.plot}>
          <span className={styles.goal} style={{ bottom: `${(goal / top) * 100}%` }} />
          <ol className={styles.bars} aria-label={t("incidents:by.hour")}>
            {hours.map((each) => {
              const words = t("incidents:hour", {
                at: format.time(each.at),
                share: share(each.permille),
                complaints: each.complaints,
                conversations: each.conversations,
              });
              const late = each.permille !== null && each.permille > goal;
              return (
                <li key={each.at} title={words}>
                  <span
                    className={late ? styles.overGoal : ""}
                    style={{ height: `${((each.permille ?? 0) / top) * 100}%` }}
                  />
                  <span className="visually-hidden">{words}</span>
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </>
  );
}
