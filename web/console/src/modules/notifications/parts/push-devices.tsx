import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { choiceOf, showOnDesktop } from "@/shell/hooks/attention";
import { useNotices } from "@/shell/hooks/notice";
import { useMe } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { playTone } from "@/shell/hooks/tones";
import { devicesQuery, pushAbility, signOff, signUp } from "../api/push";
import styles from "./notifications.module.css";

/** The browsers that are pushed to; this one can be added, and all can be tried. */
export function PushDevices() {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const client = useQueryClient();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const { data = [] } = useQuery(devicesQuery);
  const ability = pushAbility();
  const again = () => client.invalidateQueries({ queryKey: devicesQuery.queryKey });
  const attempt = (work: () => Promise<void>) => {
    setBusy(true);
    work()
      .then(again, notices.failed)
      .finally(() => setBusy(false));
  };
  const add = () =>
    attempt(async () => {
      if (await signUp()) notices.done(t("notifications:push.added"));
      else notices.failed(new Error(t("notifications:push.failed")));
    });
  const test = () =>
    attempt(async () => {
      playTone(choiceOf(me).topics.message?.tone ?? "soft");
      const { devices } = await unwrap(api.POST("/api/push/test", { body: undefined as never }));
      const title = t("notifications:test.title");
      // Where pushes do not reach, a notice of the system shows whether those do.
      if (devices === 0) {
        const matter = { title, body: "", tag: "test", path: "/settings/notifications" };
        showOnDesktop(matter, () => undefined);
      }
      notices.done(t("notifications:test.done", { count: devices }));
    });
  return (
    <>
      <ul className={styles.devices}>
        {data.map((device) => (
          <li key={device.id}>
            <div>
              <p>
                {device.name} {device.here && <Tag>{t("notifications:push.here")}</Tag>}
              </p>
              <p className={styles.quiet}>
                {device.used_at
                  ? t("notifications:push.used", { at: format.full(device.used_at) })
                  : t("notifications:push.unused")}
              </p>
            </div>
            <Button size="small" onClick={() => attempt(() => signOff(device.id, device.here))}>
              {t("notifications:push.remove")}
            </Button>
          </li>
        ))}
      </ul>
      {ability !== "yes" && <p className={styles.quiet}>{t(`notifications:push.${ability}`)}</p>}
      <p className={styles.acts}>
        {ability === "yes" && !data.some((device) => device.here) && (
          <Button type="primary" loading={busy} onClick={add}>
            {t("notifications:push.add")}
          </Button>
        )}
        <Button loading={busy} onClick={test}>
          {t("notifications:test")}
        </Button>
      </p>
    </>
  );
}
