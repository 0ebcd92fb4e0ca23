import { useT } from "@/shell/hooks/text";
import type { Mode } from "../../api/drafts";
import styles from "./composer.module.css";

type Props = { mode: Mode; notes: boolean; choose: (mode: Mode) => void };

/** To the customer, or to colleagues only. */
export function Tabs({ mode, notes, choose }: Props) {
  const t = useT();
  return (
    <div className={styles.tabs} role="tablist" aria-label={t("conversations:composer.kind")}>
      {(notes ? (["note"] as const) : (["reply", "note"] as const)).map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          aria-selected={mode === each}
          className={mode === each ? styles.tabOn : styles.tab}
          onClick={() => choose(each)}
        >
          {t(`conversations:composer.${each}`)}
        </button>
      ))}
    </div>
  );
}
