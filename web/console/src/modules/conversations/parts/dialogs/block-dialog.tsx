import { Input, Modal, Radio } from "antd";
import { useState } from "react";
import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { serverNow } from "@/shell/hooks/now";
import { useT } from "@/shell/hooks/text";
import { block } from "../../api/together";
import styles from "./dialogs.module.css";

const DAYS = { day: 1, week: 7, month: 30, good: null } as const;
type Span = keyof typeof DAYS;

/** Accepts no more messages from a visitor, for a time or for good (拉黑). */
export default function BlockDialog({ summary, done }: { summary: Summary; done: () => void }) {
  const t = useT();
  const notices = useNotices();
  const [reason, setReason] = useState("");
  const [span, setSpan] = useState<Span>("week");
  const [busy, setBusy] = useState(false);
  const send = () => {
    if (!reason.trim() || busy) return;
    setBusy(true);
    const days = DAYS[span];
    const until = days === null ? null : new Date(serverNow() + days * 86_400_000).toISOString();
    block(summary.id, reason.trim(), until)
      .then(() => {
        notices.done(t("conversations:block.done"));
        done();
      })
      .catch((failure: unknown) => {
        notices.failed(failure);
        setBusy(false);
      });
  };
  return (
    <Modal
      open
      title={t("conversations:block.title", { name: summary.customer.name })}
      okText={t("conversations:block.ok")}
      okButtonProps={{ danger: true, disabled: !reason.trim(), loading: busy }}
      cancelText={t("shell:cancel")}
      onOk={send}
      onCancel={done}
    >
      <Input
        autoFocus
        aria-label={t("conversations:block.why")}
        placeholder={t("conversations:block.why")}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={send}
      />
      <Radio.Group
        aria-label={t("conversations:block.until")}
        style={{ marginTop: 12 }}
        optionType="button"
        value={span}
        onChange={(event) => setSpan(event.target.value as Span)}
        options={(Object.keys(DAYS) as Span[]).map((each) => ({
          value: each,
          label: t(`conversations:block.${each}`),
        }))}
      />
      <p className={styles.none}>{t("conversations:block.hint")}</p>
    </Modal>
  );
}
