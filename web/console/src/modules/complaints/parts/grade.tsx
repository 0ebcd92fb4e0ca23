import { useLabel, useT } from "@/shell/hooks/text";
import type { Grade } from "../api/complaints";
import styles from "./complaints.module.css";

/** Why it has this level: each reason with its points and the words it was read from. */
export function Reasons({ grade }: { grade: Grade }) {
  const t = useT();
  const label = useLabel();
  if (grade.reasons.length === 0) {
    return <p className={styles.quiet}>{t("complaints:grade.none")}</p>;
  }
  return (
    <ul className={styles.reasons} aria-label={t("complaints:grade.why")}>
      {grade.reasons.map((one) => (
        <li key={one.code}>
          <span className={styles.points}>+{one.points}</span>
          <span>
            {label(one.name)}
            {one.words && <span className={styles.quiet}> · {one.words}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
