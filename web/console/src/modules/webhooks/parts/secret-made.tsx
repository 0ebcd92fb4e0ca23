import { Alert, Button, Modal } from "antd";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import type { WebhookMade } from "../api/webhooks";
import styles from "./webhooks.module.css";

type Props = { made: WebhookMade; close: () => void };

/** A secret, shown this once (签名密钥只显示一次). */
export function SecretMade({ made, close }: Props) {
  const t = useT();
  const notices = useNotices();
  const copy = () =>
    void copyText(made.secret).then(
      () => notices.done(t("webhooks:secret.copied")),
      notices.failed,
    );
  return (
    <Modal
      open
      title={made.name}
      // Only their own word closes it: the secret is gone then.
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={close}>
          {t("webhooks:secret.kept")}
        </Button>
      }
    >
      <div className={styles.stack}>
        <Alert
          type="warning"
          showIcon
          title={t(made.old_until ? "webhooks:secret.both" : "webhooks:secret.once")}
        />
        <code className={styles.secret}>{made.secret}</code>
        <Button onClick={copy}>{t("webhooks:secret.copy")}</Button>
        <p className={styles.quiet}>{t("webhooks:secret.how")}</p>
      </div>
    </Modal>
  );
}
