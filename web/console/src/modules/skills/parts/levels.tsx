import { useT } from "@/shell/hooks/text";
import styles from "./levels.module.css";

const LEVELS = [0, 1, 2, 3, 4, 5];

/** The six levels to click on, for those who use a mouse or a thumb. */
export function Levels({ level, choose }: { level: number; choose: (level: number) => void }) {
  const t = useT();
  return (
    <ul className={styles.levels}>
      {LEVELS.map((each) => (
        <li key={each}>
          <button type="button" aria-pressed={each === level} onClick={() => choose(each)}>
            <span className={styles.swatch} data-level={each}>
              {each}
            </span>
            {t(`skills:level.${each}`)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What the levels mean, and which keys set them. */
export function Legend() {
  const t = useT();
  return (
    <p className={styles.legend}>
      {LEVELS.slice(1).map((each) => (
        <span key={each}>
          <span className={styles.swatch} data-level={each}>
            {each}
          </span>{" "}
          {t(`skills:level.${each}`)}
        </span>
      ))}
      <span className={styles.keys}>{t("skills:keys")}</span>
    </p>
  );
}
