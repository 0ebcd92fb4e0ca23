import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { dead, probesQuery } from "../api/probes";
import styles from "./channels.module.css";

/** Says that customers cannot reach a channel, since when, and what to do (渠道中断). */
export default function DownBar() {
  const t = useT();
  const format = useFormat();
  const allowed = useCan()("channels.manage");
  const { data } = useQuery({ ...probesQuery, enabled: allowed });
  const down = allowed ? dead(data) : [];
  if (down.length === 0) return null;
  return (
    <div className={styles.down} role="alert">
      {down.map((probe) => (
        <p key={probe.channel_id}>
          <strong>
            {t("channels:down", {
              name: probe.name,
              time: probe.down_since ? format.short(probe.down_since) : "",
            })}
          </strong>{" "}
          {t(`channels:down.${probe.fault ?? "server"}`)}{" "}
          <Link to={`/settings/widgets/${probe.channel_id}` as never}>
            {t("channels:down.open")}
          </Link>
        </p>
      ))}
    </div>
  );
}
