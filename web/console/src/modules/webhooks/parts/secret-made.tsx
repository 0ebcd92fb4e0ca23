import { ShownOnce } from "@/shell/hooks/shown-once";
import { useT } from "@/shell/hooks/text";
import type { WebhookMade } from "../api/webhooks";
import styles from "./webhooks.module.css";

type Props = { made: WebhookMade; close: () => void };

/** A secret, shown this once (签名密钥只显示一次). */
export function SecretMade({ made, close }: Props) {
  const t = useT();
  const said = {
    once: t(made.old_until ? "webhooks:secret.both" : "webhooks:secret.once"),
    copy: t("webhooks:secret.copy"),
    copied: t("webhooks:secret.copied"),
    kept: t("webhooks:secret.kept"),
  };
  return (
    <ShownOnce title={made.name} secret={made.secret} said={said} close={close}>
      <p className={styles.quiet}>{t("webhooks:secret.how")}</p>
    </ShownOnce>
  );
}
