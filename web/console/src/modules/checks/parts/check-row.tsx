import { CheckOutlined, CloseOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useSubjects, useTeams } from "@/shell/hooks/directory";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { CHECKS, type Check, type Verdict } from "../api/checks";
import styles from "./checks.module.css";
import { WrongForm } from "./wrong-form";

/** Names of a place: team and subject. */
function usePlaces() {
  const t = useT();
  const label = useLabel();
  const teams = useTeams();
  const subjects = useSubjects();
  const team = (id: string | null | undefined) =>
    id
      ? (teams.find((each) => each.id === id)?.name ?? t("checks:team.gone"))
      : t("checks:team.any");
  const subject = (id: string | null | undefined) =>
    id ? label(subjects.find((each) => each.id === id)?.name) : "";
  return { team, subject };
}

/** One conversation whose routing is looked at again, and the verdict (判断). */
export function CheckRow({ check }: { check: Check }) {
  const t = useT();
  const format = useFormat();
  const { team, subject } = usePlaces();
  const [wrong, setWrong] = useState(false);
  const judge = useEdit({
    act: (body: Verdict) =>
      unwrap(
        api.PUT("/api/routing/checks/{check_id}", {
          params: { path: { check_id: check.id } },
          headers: ifMatch(check),
          body,
        }),
      ),
    refresh: CHECKS,
    done: () => setWrong(false),
  });
  const sentTo = [team(check.sent.team_id), subject(check.sent.subject_id)].filter(Boolean);
  const sentence = check.rule_id
    ? t("checks:sent.rule", { rule: check.rule_name ?? "", place: sentTo.join(" · ") })
    : t("checks:sent", { place: sentTo.join(" · ") });
  const right = [
    check.right_team_id && team(check.right_team_id),
    subject(check.right_subject_id),
  ].filter(Boolean);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <p>
          <Link to={`/conversations/${check.conversation_id}?box=all` as never}>
            {check.conversation_ref}
          </Link>{" "}
          {check.customer_name}{" "}
          <Tag color={check.cause === "sample" ? "default" : "warning"}>
            {t(`checks:cause.${check.cause}`)}
          </Tag>{" "}
          <time className={styles.quiet} dateTime={check.opened_at}>
            {format.day(check.opened_at)} {format.time(check.opened_at)}
          </time>
        </p>
        <p>
          {sentence}
          {check.moved_to && t("checks:moved", { team: team(check.moved_to) })}
        </p>
        {check.verdict && (
          <p>
            <Tag color={check.verdict === "right" ? "success" : "error"}>
              {t(`checks:${check.verdict}`)}
            </Tag>
            {right.length > 0 && t("checks:belonged", { place: right.join(" · ") })}{" "}
            {check.reason && <q>{check.reason}</q>}{" "}
            <span className={styles.quiet}>{check.checked_by}</span>
          </p>
        )}
      </div>
      <div className={styles.answer}>
        <Button
          icon={<CheckOutlined />}
          loading={judge.isPending && !wrong}
          disabled={check.verdict === "right"}
          onClick={() =>
            judge.mutate({
              verdict: "right",
              reason: "",
              right_team_id: null,
              right_subject_id: null,
            })
          }
        >
          {t("checks:right")}
        </Button>
        <Button icon={<CloseOutlined />} aria-expanded={wrong} onClick={() => setWrong(!wrong)}>
          {t("checks:wrong")}
        </Button>
      </div>
      {wrong && (
        <WrongForm
          check={check}
          busy={judge.isPending}
          failed={judge.error}
          save={(verdict) => judge.mutate(verdict)}
        />
      )}
    </li>
  );
}
