import { Alert, Button, Modal } from "antd";
import type { AccessKeyMade } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import { configOf } from "../api/keys";
import styles from "./people.module.css";

type Props = { made: AccessKeyMade; address: string; close: () => void };

/** A new key, shown this once (密钥只显示一次). */
export function KeyMade({ made, address, close }: Props) {
  const t = useT();
  const notices = useNotices();
  const copy = (text: string) =>
    void copyText(text).then(() => notices.done(t("people:key.copied")), notices.failed);
  const config = configOf(address, made.token);
  return (
    <Modal
      open
      title={made.name}
      // Only their own word closes it: the key is gone then.
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={close}>
          {t("people:key.kept")}
        </Button>
      }
    >
      <div className={styles.stack}>
        <Alert type="warning" showIcon title={t("people:key.once")} />
        <code className={styles.secret}>{made.token}</code>
        <Button onClick={() => copy(made.token)}>{t("people:key.copy")}</Button>
        <p className={styles.quiet}>{t("people:key.config")}</p>
        <pre className={styles.config}>{config}</pre>
        <Button onClick={() => copy(config)}>{t("people:key.config.copy")}</Button>
      </div>
    </Modal>
  );
}
