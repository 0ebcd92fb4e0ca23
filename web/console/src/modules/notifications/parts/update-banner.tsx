import { Button } from "antd";
import { useSyncExternalStore } from "react";
import { useT } from "@/shell/hooks/text";
import { hasWaiting, onWaiting, takeOver } from "../api/worker";
import styles from "./notifications.module.css";

/** A newer console waits; drafts are kept over the change (新版本). */
export default function UpdateBanner() {
  const t = useT();
  const waits = useSyncExternalStore(onWaiting, hasWaiting);
  if (!waits) return null;
  return (
    <div className={styles.update} role="status">
      <span>{t("notifications:update")}</span>
      <Button size="small" type="primary" onClick={takeOver}>
        {t("notifications:update.now")}
      </Button>
    </div>
  );
}
