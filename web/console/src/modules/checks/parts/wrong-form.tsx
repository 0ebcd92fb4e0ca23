import { Alert, Button, Form, Input, Select } from "antd";
import { useSubjects, useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Check, Verdict } from "../api/checks";
import styles from "./checks.module.css";

type Values = { team?: string; subject?: string; reason?: string };
type Props = {
  check: Check;
  busy: boolean;
  failed: unknown;
  save: (verdict: Verdict) => void;
};

/** Where the conversation belonged: a team, a subject, or both. What was done by hand is proposed. */
export function WrongForm({ check, busy, failed, save }: Props) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const teams = useTeams();
  const subjects = useSubjects().filter((each) => each.active);
  const team = check.right_team_id ?? check.moved_to ?? undefined;
  const subject = check.right_subject_id ?? undefined;
  const initial = {
    ...(team ? { team } : {}),
    ...(subject ? { subject } : {}),
    reason: check.reason,
  };
  return (
    <Form<Values>
      className={styles.wrong ?? ""}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={(values) =>
        save({
          verdict: "wrong",
          right_team_id: values.team ?? null,
          right_subject_id: values.subject ?? null,
          reason: values.reason ?? "",
        })
      }
    >
      {failed ? <Alert type="error" showIcon title={sentence(failed)} /> : null}
      <div className={styles.fields}>
        <Form.Item name="team" label={t("checks:right.team")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("checks:choose")}
            options={teams.map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="subject" label={t("checks:right.subject")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("checks:choose")}
            options={subjects.map((each) => ({ value: each.id, label: label(each.name) }))}
          />
        </Form.Item>
        <Form.Item name="reason" label={t("checks:reason")}>
          <Input maxLength={1000} />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t("shell:save")}
      </Button>
    </Form>
  );
}
