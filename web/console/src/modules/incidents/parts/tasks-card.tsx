import { Button, Form, Input, Modal, Radio, Select, Tag } from "antd";
import { useState } from "react";
import { useTeams } from "@/shell/hooks/directory";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { bookTasks, type Detail, type TaskWish } from "../api/incidents";
import styles from "./incidents.module.css";
import { useAct } from "./use-act";

type Values = { line: TaskWish["line"]; title: string; text: string; team: string; hours: number };
const HOURS = [1, 2, 4, 8, 24];

function Dialog({ incident, close }: { incident: Detail; close: () => void }) {
  const t = useT();
  const { act, busy } = useAct();
  const [form] = Form.useForm<Values>();
  const teams = useTeams().map(({ id, name }) => ({ value: id, label: name }));
  const required = { required: true, message: t("incidents:required") };
  const book = async ({ line, title, text = "", team, hours }: Values) => {
    const due_at = new Date(Date.now() + hours * 3_600_000).toISOString();
    const wish: TaskWish = { line, title, text, due_at, team_id: team ?? null, owner_id: null };
    if (await act(() => bookTasks(incident.id, [wish]), t("incidents:tasks.booked"))) close();
  };
  return (
    <Modal
      open
      title={t("incidents:tasks.book")}
      okText={t("incidents:tasks.book")}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ line: "second", hours: 2 }}
        onFinish={(values) => void book(values)}
      >
        <Form.Item name="line" label={t("incidents:line")}>
          <Radio.Group
            options={(["second", "third"] as const).map((value) => ({
              value,
              label: t(`incidents:line.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="title" label={t("incidents:tasks.title")} rules={[required]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="text" label={t("incidents:tasks.text")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
        </Form.Item>
        {!incident.drill && (
          <Form.Item name="team" label={t("incidents:tasks.team")} rules={[required]}>
            <Select options={teams} showSearch={{ optionFilterProp: "label" }} />
          </Form.Item>
        )}
        <Form.Item name="hours" label={t("incidents:tasks.due")}>
          <Select
            options={HOURS.map((value) => ({
              value,
              label: t("incidents:tasks.hours", { count: value }),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** What the second and third line have to do (二线、三线待办). */
export function TasksCard({ incident }: { incident: Detail }) {
  const t = useT();
  const [booking, setBooking] = useState(false);
  return (
    <Section
      title={t("incidents:tasks")}
      lead={t(incident.drill ? "incidents:tasks.drill" : "incidents:tasks.lead")}
      extra={
        incident.closed_at === null && (
          <Button size="small" onClick={() => setBooking(true)}>
            {t("incidents:tasks.book")}
          </Button>
        )
      }
    >
      <ul className={styles.list}>
        {incident.tasks.map((task) => (
          <li key={task.id}>
            <p>
              <span className={styles.quiet}>{t(`incidents:line.${task.line}`)}</span> {task.title}{" "}
              <Tag color={task.state === "done" ? "success" : "default"}>
                {t(`incidents:task.${task.state}`)}
              </Tag>
            </p>
            {(task.owner_name || task.result) && (
              <p className={styles.quiet}>
                {[task.owner_name, task.result].filter(Boolean).join(" · ")}
              </p>
            )}
          </li>
        ))}
      </ul>
      {booking && <Dialog incident={incident} close={() => setBooking(false)} />}
    </Section>
  );
}
