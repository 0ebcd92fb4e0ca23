import { Input, Modal } from "antd";
import { useState } from "react";
import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { whisper } from "../../api/together";
import styles from "./dialogs.module.css";

/** Words to the agent that the customer never sees (悄悄话). */
export default function WhisperDialog({ summary, done }: { summary: Summary; done: () => void }) {
  const t = useT();
  const notices = useNotices();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const name = summary.assignee?.name ?? "";
  const send = () => {
    if (!text.trim() || busy) return;
    setBusy(true);
    whisper(summary.id, text.trim())
      .then(() => {
        notices.done(t("conversations:whisper.sent", { name }));
        done();
      })
      .catch((reason: unknown) => {
        notices.failed(reason);
        setBusy(false);
      });
  };
  return (
    <Modal
      open
      title={t("conversations:whisper.title", { name })}
      okText={t("conversations:whisper.send")}
      okButtonProps={{ disabled: !text.trim(), loading: busy }}
      cancelText={t("shell:cancel")}
      onOk={send}
      onCancel={done}
    >
      <Input.TextArea
        autoFocus
        aria-label={t("conversations:whisper")}
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className={styles.none}>{t("conversations:whisper.hint")}</p>
    </Modal>
  );
}
