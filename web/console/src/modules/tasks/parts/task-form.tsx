import { Alert, Form, type FormInstance, Input, Select } from "antd";
import { usePresences, useTeams } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { toField } from "@/ui/date-field";
import type { Task } from "../api/tasks";
import { usualDue } from "../api/tasks";

export type Values = {
  title: string;
  text: string;
  due: string;
  owner: string | null;
  team: string | null;
};

export function valuesOf(task: Task | null, me: string): Values {
  return {
    title: task?.title ?? "",
    text: task?.text ?? "",
    due: toField(task ? new Date(task.due_at) : usualDue(new Date())),
    owner: task ? task.owner_id : me,
    team: task?.team_id ?? null,
  };
}

type Props = {
  form: FormInstance<Values>;
  task: Task | null;
  failed: unknown;
  save: (values: Values) => void;
};

/** What, until when, and by whom: a person, or whoever of a team is there. */
export function TaskForm({ form, task, failed, save }: Props) {
  const t = useT();
  const me = useMe();
  const sentence = useSentence();
  const people = usePresences();
  const teams = useTeams();
  const required = { required: true, whitespace: true, message: t("tasks:required") };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={valuesOf(task, me.id)}
      onFinish={save}
    >
      <Form.Item name="title" label={t("tasks:field.title")} rules={[required]}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="text" label={t("tasks:field.text")}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Form.Item>
      <Form.Item
        name="due"
        label={t("tasks:field.due")}
        rules={[{ required: true, message: t("tasks:required") }]}
      >
        <Input type="datetime-local" style={{ width: 220 }} />
      </Form.Item>
      <Form.Item name="owner" label={t("tasks:field.owner")} extra={t("tasks:field.owner.hint")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("tasks:unowned")}
          options={people.map((each) => ({ value: each.staff_id, label: each.name }))}
        />
      </Form.Item>
      <Form.Item name="team" label={t("tasks:field.team")}>
        <Select
          allowClear
          placeholder={t("tasks:team.own")}
          options={teams.map((each) => ({ value: each.id, label: each.name }))}
        />
      </Form.Item>
      {failed ? <Alert type="error" showIcon title={sentence(failed)} /> : null}
    </Form>
  );
}
