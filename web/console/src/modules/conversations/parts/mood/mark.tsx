import type { Summary } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import styles from "./mood.module.css";
import { MoodSign } from "./shape";

/** An angry customer stands out in the list (生气); other moods stay in the conversation. */
export function AngryMark({ summary }: { summary: Summary }) {
  const t = useT();
  if (summary.mood?.now !== "angry" || summary.state === "closed") return null;
  return (
    <span className={styles.mark}>
      <MoodSign mood="angry" />
      {t("conversations:mood.angry")}
    </span>
  );
}
