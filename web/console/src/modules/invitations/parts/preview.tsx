import { CloseOutlined, MessageOutlined } from "@ant-design/icons";
import { useT } from "@/shell/hooks/text";
import styles from "./invitations.module.css";

/** The words as a visitor sees them beside the button. */
export function Preview({ words, launcher }: { words: string; launcher: string }) {
  const t = useT();
  return (
    <figure className={styles.preview} aria-label={t("invitations:preview")}>
      <div className={styles.bubble}>
        <span>{words || t("invitations:preview.empty")}</span>
        <CloseOutlined aria-hidden="true" />
      </div>
      <div className={styles.launcher}>
        <MessageOutlined aria-hidden="true" /> {launcher}
      </div>
    </figure>
  );
}
