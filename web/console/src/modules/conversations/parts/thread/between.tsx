import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { loadBetween } from "../../api/feed";
import styles from "./thread.module.css";

type Props = { conversation: string; after: number };

/** Stands where messages are missing after a jump far back; brings the next of them. */
export function Between({ conversation, after }: Props) {
  const t = useT();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const load = () => {
    setBusy(true);
    loadBetween(conversation, after)
      .catch(notices.failed)
      .finally(() => setBusy(false));
  };
  return (
    <button type="button" className={styles.between} disabled={busy} onClick={load}>
      {t(busy ? "conversations:older.loading" : "conversations:between")}
    </button>
  );
}
