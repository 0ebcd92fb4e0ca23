import { Button } from "antd";
import { useNow } from "@/shell/hooks/now";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { ACTION, useAlertActions } from "../api/alerts";
import type { Alert } from "../api/board";
import { since, span } from "../api/figures";
import styles from "./board.module.css";

const NEEDS: Partial<Record<string, string>> = {
  take_over: "conversations.supervise",
  channel: "channels.manage",
  surge: "routing.surge",
};

/** What an alert says, from its kind and values. */
export function useAlertWords(): (alert: Alert) => string {
  const t = useT();
  return (alert) => {
    const values = Object.fromEntries(
      Object.entries(alert.values).map(([name, value]) => [name, String(value)]),
    );
    if (alert.kind === "surge") values.stage = t(`board:stage.${values.stage}`);
    return t(`board:alert.${alert.kind}`, values);
  };
}

function Row({ alert }: { alert: Alert }) {
  const t = useT();
  const now = useNow();
  const words = useAlertWords();
  const allowed = useCan();
  const { acknowledge, act } = useAlertActions();
  const action = ACTION[alert.kind];
  return (
    <li className={alert.acknowledged_at ? styles.seen : styles.alert} data-alert={alert.kind}>
      <span className={styles.words}>
        {words(alert)}{" "}
        <span className={`${styles.quiet} tnum`}>{span(since(alert.at, now) ?? 0)}</span>
        {alert.acknowledged_at && (
          <span className={styles.quiet}>
            {" "}
            {t("board:acknowledged.by", { name: alert.acknowledged_by })}
          </span>
        )}
      </span>
      <span className={styles.buttons}>
        {!alert.acknowledged_at && (
          <Button size="small" onClick={() => acknowledge.mutate(alert)}>
            {t("board:acknowledge")}
          </Button>
        )}
        {allowed(NEEDS[action]) && (
          <Button size="small" type="primary" ghost onClick={() => act.mutate(alert)}>
            {t(`board:act.${action}`)}
          </Button>
        )}
      </span>
    </li>
  );
}

/** What calls for somebody; those nobody looks after yet come first. */
export function Alerts({ alerts }: { alerts: Alert[] }) {
  const t = useT();
  const sorted = [...alerts].sort(
    (a, b) => Number(!!a.acknowledged_at) - Number(!!b.acknowledged_at) || a.at.localeCompare(b.at),
  );
  if (sorted.length === 0) return <p className={styles.quiet}>{t("board:alerts.none")}</p>;
  return (
    <ul className={styles.alerts}>
      {sorted.map((alert) => (
        <Row key={alert.id} alert={alert} />
      ))}
    </ul>
  );
}

/** Alerts so far, over ones too: when, and who looked after them. */
export function PastAlerts({ alerts }: { alerts: Alert[] }) {
  const t = useT();
  const format = useFormat();
  const words = useAlertWords();
  return (
    <ul className={styles.alerts}>
      {alerts.map((alert) => (
        <li key={alert.id} className={styles.seen}>
          <span className={styles.words}>
            {words(alert)}{" "}
            <span className={styles.quiet}>
              {format.short(alert.at)}
              {alert.acknowledged_by &&
                ` · ${t("board:acknowledged.by", { name: alert.acknowledged_by })}`}
              {` · ${
                alert.resolved_at
                  ? t("board:over", { time: format.short(alert.resolved_at) })
                  : t("board:open")
              }`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
