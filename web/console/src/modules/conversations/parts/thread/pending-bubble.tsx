import { Button } from "antd";
import { useEffect, useState } from "react";
import { useLiveState } from "@/shell/hooks/live";
import { useT } from "@/shell/hooks/text";
import { getBlob } from "../../api/blobs";
import type { Pending } from "../../api/outbox";
import { discardMessage, retryMessage, takeBack } from "../../api/sender";
import styles from "./bubble.module.css";

function usePreview(entry: Pending): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (entry.kind !== "image") return;
    let made: string | null = null;
    let gone = false;
    getBlob(entry.key)
      .then((blob) => {
        if (!blob || gone) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [entry.key, entry.kind]);
  return url;
}

/** Not sent yet (撤回发送): a ring runs down, and until then it can be taken back. */
function Held({ entry }: { entry: Pending }) {
  const t = useT();
  return (
    <div className={styles.held}>
      <svg className={styles.ring} viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" style={{ animationDuration: `${entry.hold ?? 0}s` }} />
      </svg>
      <span>{t("conversations:outbox.waits")}</span>
      <Button size="small" onClick={() => takeBack(entry.key)}>
        {t("conversations:outbox.take_back")}
      </Button>
    </div>
  );
}

/** A message on its way, or one that did not go (发送中, 未发出). */
export function PendingBubble({ entry }: { entry: Pending }) {
  const t = useT();
  const state = useLiveState();
  const preview = usePreview(entry);
  const side = entry.kind === "note" ? styles.note : styles.mine;
  const failed = entry.state === "failed";
  const held = state !== "open" ? "conversations:outbox.held" : "conversations:outbox.sending";
  return (
    <div className={`${styles.row} ${side} ${failed ? "" : styles.sending}`}>
      <div className={preview ? styles.picture : styles.bubble}>
        {entry.kind === "note" && (
          <span className={styles.label}>{t("conversations:note.label")}</span>
        )}
        {preview ? (
          <img
            src={preview}
            alt={entry.file?.name ?? ""}
            style={{ maxWidth: 240, maxHeight: 240 }}
          />
        ) : (
          <span className={styles.text}>{entry.text || entry.file?.name}</span>
        )}
      </div>
      {entry.state === "held" && <Held entry={entry} />}
      {entry.state === "held" ? null : failed ? (
        <div className={styles.failed} role="alert">
          <span>{entry.error || t("conversations:outbox.failed")}</span>
          <Button size="small" onClick={() => retryMessage(entry.key)}>
            {t("shell:retry")}
          </Button>
          <Button size="small" type="text" onClick={() => discardMessage(entry.key)}>
            {t("shell:delete")}
          </Button>
        </div>
      ) : (
        <p className={styles.foot}>{t(held)}</p>
      )}
    </div>
  );
}
