import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import type { RoutingCheck } from "@/api/types";
import { useSubjects, useTeams } from "@/shell/hooks/directory";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import styles from "./checks.module.css";

type Place = RoutingCheck["sent"];

/** Team and subject of a place in words. */
export function usePlaceText(): (place: Place) => string {
  const t = useT();
  const label = useLabel();
  const [teams, subjects] = [useTeams(), useSubjects()];
  return ({ team_id, subject_id }) =>
    [
      teams.find(({ id }) => id === team_id)?.name ?? t("routing:check.no_team"),
      label(subjects.find(({ id }) => id === subject_id)?.name),
    ]
      .filter(Boolean)
      .join(" · ");
}

type Props = { check: RoutingCheck; right: () => void; wrong: () => void };

/** One conversation: why it is looked at, where it was sent, where it is now. */
export function CheckLine({ check, right, wrong }: Props) {
  const t = useT();
  const format = useFormat();
  const place = usePlaceText();
  const belonged = place({ team_id: check.right_team_id, subject_id: check.right_subject_id });
  return (
    <li className={styles.line}>
      <div>
        <p>
          <Link to={`/conversations/${check.conversation_id}?box=all` as never}>
            {check.conversation_ref}
          </Link>{" "}
          <strong>{check.customer_name}</strong>{" "}
          <Tag>{t(`routing:check.cause.${check.cause}`)}</Tag>
          <span className={styles.quiet}>{format.full(check.opened_at)}</span>
        </p>
        <p>
          {t("routing:check.sent", { place: place(check.sent) })}
          {" → "}
          {t("routing:check.now", { place: place(check.now) })}
        </p>
        <p className={styles.quiet}>
          {check.rule_name
            ? t("routing:check.rule", { name: check.rule_name })
            : t("routing:check.rule.none")}
          {check.verdict &&
            ` · ${t("routing:check.by", {
              name: check.checked_by ?? "",
              verdict: t(`routing:check.${check.verdict}`),
            })}`}
          {check.verdict === "wrong" && check.right_team_id && ` · ${belonged}`}
          {check.reason && ` · ${check.reason}`}
        </p>
      </div>
      <div className={styles.buttons}>
        <Button size="small" onClick={right} disabled={check.verdict === "right"}>
          {t("routing:check.right")}
        </Button>
        <Button size="small" danger onClick={wrong}>
          {t("routing:check.wrong")}
        </Button>
      </div>
    </li>
  );
}
