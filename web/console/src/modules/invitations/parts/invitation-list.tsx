import { Tag } from "antd";
import type { Invitation, InvitationDay } from "@/api/types";
import { useLabel, useT } from "@/shell/hooks/text";
import { shareOf, sumOf } from "../api/invitations";
import styles from "./invitations.module.css";

type Props = { rules: Invitation[]; days: InvitationDay[]; edit: (rule: Invitation) => void };

/** The rules in the order in which they are tried, with what came of each. */
export function InvitationList({ rules, days, edit }: Props) {
  const t = useT();
  const label = useLabel();
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => {
        const sum = sumOf(days, rule.id);
        return (
          <li key={rule.id}>
            <button type="button" className={styles.rule} onClick={() => edit(rule)}>
              <span className={styles.what}>
                <b>{rule.name}</b> {!rule.active && <Tag>{t("invitations:off")}</Tag>}
                <span className={styles.quiet}>
                  {t(`invitations:when.${rule.trigger}`, {
                    at: rule.threshold,
                    event: rule.event,
                  })}
                  {rule.page && ` · ${rule.page}`}
                </span>
                <span className={styles.words}>{label(rule.words)}</span>
              </span>
              <span className={styles.figures}>
                {(["shown", "accepted", "led", "dismissed"] as const).map((what) => (
                  <span key={what}>
                    <b className="tnum">{sum[what]}</b>
                    <small>
                      {t(`invitations:figure.${what}`)}
                      {what !== "shown" && ` ${shareOf(sum[what], sum.shown)}`}
                    </small>
                  </span>
                ))}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
