import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { api, unwrap } from "@/api/client";
import { useNotices } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { devicesQuery } from "../api/queries";
import styles from "./people.module.css";

/** Where I am signed in, and ending it there (登录设备). */
export function Devices() {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const notices = useNotices();
  const { data } = useQuery(devicesQuery);
  if (!data) return <RowsSkeleton rows={2} />;
  const revoke = (id: string) => {
    unwrap(
      api.DELETE("/api/auth/sessions/{session_id}", { params: { path: { session_id: id } } }),
    ).then(() => {
      notices.done(t("people:devices.revoked"));
      void client.invalidateQueries({ queryKey: devicesQuery.queryKey });
    }, notices.failed);
  };
  return (
    <ul className={styles.rows}>
      {data.map((device) => (
        <li key={device.id}>
          <div className={styles.grow}>
            <p>
              {device.device} {device.current && <Tag>{t("people:devices.current")}</Tag>}
            </p>
            <p className={styles.quiet}>
              {device.ip} · {t("people:devices.seen", { at: format.full(device.last_seen_at) })}
            </p>
          </div>
          {!device.current && (
            <Button size="small" onClick={() => revoke(device.id)}>
              {t("people:devices.revoke")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
