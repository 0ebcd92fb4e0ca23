import { Input, Select, Switch } from "antd";
import type { Choice } from "@/shell/hooks/attention";
import { useT } from "@/shell/hooks/text";
import styles from "./notifications.module.css";
import { Row } from "./ways";

type Props = { choice: Choice; change: (part: Partial<Choice>) => void };

function zones(chosen: string): string[] {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const common = [
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Singapore",
    "Europe/London",
  ];
  return [...new Set([chosen, here, ...common, "America/New_York", "America/Los_Angeles", "UTC"])];
}

/** When nothing calls me (免打扰). */
export function Quiet({ choice, change }: Props) {
  const t = useT();
  const { quiet } = choice;
  if (!quiet) return null;
  const set = (part: Partial<typeof quiet>) => change({ quiet: { ...quiet, ...part } });
  return (
    <>
      <Row label={t("notifications:quiet.on")} hint={t("notifications:quiet.hint")}>
        <Switch
          aria-label={t("notifications:quiet.on")}
          checked={quiet.on}
          onChange={(on) => set({ on })}
        />
      </Row>
      {quiet.on && (
        <>
          <Row label={t("notifications:quiet.hours")}>
            <span className={styles.pair}>
              {(["begin", "end"] as const).map((edge) => (
                <Input
                  key={edge}
                  type="time"
                  size="small"
                  required
                  value={quiet[edge]}
                  aria-label={t(`notifications:quiet.${edge}`)}
                  onChange={(event) => event.target.value && set({ [edge]: event.target.value })}
                />
              ))}
            </span>
          </Row>
          <Row label={t("notifications:quiet.zone")}>
            <Select
              size="small"
              className={styles.zone}
              showSearch
              aria-label={t("notifications:quiet.zone")}
              value={quiet.time_zone}
              options={zones(quiet.time_zone).map((zone) => ({ value: zone, label: zone }))}
              onChange={(time_zone) => set({ time_zone })}
            />
          </Row>
          <Row label={t("notifications:quiet.urgent")} hint={t("notifications:quiet.urgent.hint")}>
            <Switch
              aria-label={t("notifications:quiet.urgent")}
              checked={quiet.urgent_passes}
              onChange={(urgent_passes) => set({ urgent_passes })}
            />
          </Row>
        </>
      )}
    </>
  );
}
