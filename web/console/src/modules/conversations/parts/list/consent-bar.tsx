import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useMyPresence } from "@/shell/hooks/presence";
import { meQuery, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import styles from "./list.module.css";

const REFUSED = "zhiyin.notifications.later";

/** Asks about desktop notifications when they begin to matter: once somebody is online. */
export function ConsentBar() {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const { status } = useMyPresence();
  const [hidden, setHidden] = useState(
    () =>
      typeof Notification === "undefined" ||
      Notification.permission !== "default" ||
      localStorage.getItem(REFUSED) !== null,
  );
  if (hidden || status !== "online") return null;
  const later = () => {
    localStorage.setItem(REFUSED, "1");
    setHidden(true);
  };
  const allow = async () => {
    const answer = await Notification.requestPermission();
    setHidden(true);
    if (answer !== "granted") return;
    const notifications = { ...me.notifications, desktop: true };
    client.setQueryData(meQuery.queryKey, { ...me, notifications });
    await unwrap(api.PATCH("/api/auth/me", { body: { notifications } }));
  };
  return (
    <div className={styles.consent}>
      <p>{t("conversations:consent.text")}</p>
      <Button size="small" type="primary" onClick={() => void allow()}>
        {t("conversations:consent.allow")}
      </Button>
      <Button size="small" type="text" onClick={later}>
        {t("conversations:consent.later")}
      </Button>
    </div>
  );
}
