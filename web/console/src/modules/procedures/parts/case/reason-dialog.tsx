import { Alert, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { onPage } from "@/ui/ground";

type Props = {
  title: string;
  hint?: string;
  go: string;
  busy: boolean;
  error: unknown;
  /** What else has to be said; nothing goes before it is. */
  children?: ReactNode;
  ready?: boolean;
  close: () => void;
  done: (reason: string) => void;
};

/** Something that is done with a reason, so that whoever comes later understands it. */
export function ReasonDialog(props: Props) {
  const { title, hint, go, busy, error, children, ready = true, close, done } = props;
  const t = useT();
  const sentence = useSentence();
  const [reason, setReason] = useState("");
  const said = reason.trim();
  const send = () => {
    if (said && ready && !busy) done(said);
  };
  return (
    <Modal
      open
      getContainer={onPage}
      title={title}
      okText={go}
      cancelText={t("shell:cancel")}
      confirmLoading={busy}
      okButtonProps={{ disabled: !said || !ready }}
      onOk={send}
      onCancel={close}
    >
      <div style={{ display: "grid", gap: 12 }}>
        {hint && <p>{hint}</p>}
        {children}
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          aria-label={t("procedures:reason")}
          placeholder={t("procedures:reason.hint")}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          }}
        />
        {error ? <Alert type="error" showIcon title={sentence(error)} /> : null}
      </div>
    </Modal>
  );
}
