import { Button } from "antd";
import type { AccessKeyMade } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { ShownOnce } from "@/shell/hooks/shown-once";
import { useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import { configOf } from "../api/keys";
import styles from "./people.module.css";

type Props = { made: AccessKeyMade; address: string; close: () => void };

/** A new key, shown this once (密钥只显示一次). */
export function KeyMade({ made, address, close }: Props) {
  const t = useT();
  const notices = useNotices();
  const copied = t("people:key.copied");
  const config = configOf(address, made.token);
  const said = {
    once: t("people:key.once"),
    copy: t("people:key.copy"),
    copied,
    kept: t("people:key.kept"),
  };
  return (
    <ShownOnce title={made.name} secret={made.token} said={said} close={close}>
      <p className={styles.quiet}>{t("people:key.config")}</p>
      <pre className={styles.config}>{config}</pre>
      <Button
        onClick={() => void copyText(config).then(() => notices.done(copied), notices.failed)}
      >
        {t("people:key.config.copy")}
      </Button>
    </ShownOnce>
  );
}
