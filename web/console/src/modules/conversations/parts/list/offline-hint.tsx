import { Button } from "antd";
import { useMyPresence } from "@/shell/hooks/presence";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import styles from "./list.module.css";

/** Somebody who answers customers and forgot to come online is told so. */
export function OfflineHint() {
  const t = useT();
  const allowed = useCan();
  const { status, choose } = useMyPresence();
  if (status !== "offline" || !allowed("conversations.reply")) return null;
  return (
    <div className={styles.consent}>
      <p>{t("conversations:offline.hint")}</p>
      <Button size="small" type="primary" onClick={() => choose("online")}>
        {t("conversations:offline.go")}
      </Button>
    </div>
  );
}
