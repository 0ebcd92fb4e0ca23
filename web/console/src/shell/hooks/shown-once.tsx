import { Alert, Button, Modal } from "antd";
import type { ReactNode } from "react";
import { copyText } from "@/ui/copy";
import { useNotices } from "./notice";
import styles from "./shown-once.module.css";

type Props = {
  title: string;
  secret: string;
  said: { once: string; copy: string; copied: string; kept: string };
  close: () => void;
  children?: ReactNode;
};

/** A key or a secret as it was made, shown this once (只显示一次). */
export function ShownOnce({ title, secret, said, close, children }: Props) {
  const notices = useNotices();
  const copy = () => void copyText(secret).then(() => notices.done(said.copied), notices.failed);
  return (
    <Modal
      open
      title={title}
      // Only their own word closes it: it is gone then.
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={close}>
          {said.kept}
        </Button>
      }
    >
      <div className={styles.stack}>
        <Alert type="warning" showIcon title={said.once} />
        <code className={styles.secret}>{secret}</code>
        <Button onClick={copy}>{said.copy}</Button>
        {children}
      </div>
    </Modal>
  );
}
