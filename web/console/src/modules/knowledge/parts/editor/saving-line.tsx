import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import type { Saving } from "../../api/autosave";
import styles from "../article.module.css";

/** Says how what is written stands to what is stored. */
export function SavingLine({ saving }: { saving: Saving }) {
  const t = useT();
  const sentence = useSentence();
  const words =
    saving.kind === "failed" ? sentence(saving.reason) : t(`knowledge:saving.${saving.kind}`);
  return (
    <span className={styles.quiet} role="status" data-saving={saving.kind}>
      {words}
    </span>
  );
}
