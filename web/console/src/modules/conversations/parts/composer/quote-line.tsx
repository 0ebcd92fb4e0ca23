import { useT } from "@/shell/hooks/text";
import type { Quote } from "../../api/drafts";
import styles from "./composer.module.css";

/** What the answer points to (引用), until it is sent or dropped. */
export function QuoteLine({ quote, drop }: { quote: Quote; drop: () => void }) {
  const t = useT();
  return (
    <div className={styles.quote}>
      <span>{t("conversations:quote.of", { name: quote.name, text: quote.text })}</span>
      <button type="button" aria-label={t("conversations:quote.drop")} onClick={drop}>
        ✕
      </button>
    </div>
  );
}
