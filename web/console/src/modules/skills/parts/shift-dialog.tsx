import { useQueryClient } from "@tanstack/react-query";
import { Alert, Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import type { MatrixRow } from "@/api/types";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useLanguage, useT } from "@/shell/hooks/text";
import { addShift } from "../api/duty";
import { daysOf, spanOf } from "../api/week";

type Values = { staff_id: string; days: number[]; from: string; to: string; note: string };

type Props = {
  people: readonly MatrixRow[];
  monday: Date;
  /** Filled in at the start. */
  given: { staff: string | undefined; day: number | undefined };
  close: () => void;
};

/** Puts somebody on duty on one or several days of a week. */
export function ShiftDialog({ people, monday, given, close }: Props) {
  const t = useT();
  const language = useLanguage();
  const sentence = useSentence();
  const notices = useNotices();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const days = daysOf(monday);
  const named = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric" });
  const add = async (values: Values) => {
    setBusy(true);
    try {
      for (const day of values.days) {
        const { begin, end } = spanOf(days[day] ?? monday, values.from, values.to);
        await addShift({
          staff_id: values.staff_id,
          starts_at: begin.toISOString(),
          ends_at: end.toISOString(),
          note: values.note.trim(),
        });
      }
      notices.done(t("shell:saved"));
      close();
    } catch (reason) {
      setFailure(reason);
    }
    setBusy(false);
    void client.invalidateQueries({ queryKey: ["duty"] });
  };
  const required = { required: true, message: t("skills:required") };
  return (
    <Modal
      open
      title={t("skills:duty.add")}
      okText={t("shell:add")}
      cancelText={t("shell:cancel")}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          staff_id: given.staff,
          days: given.day === undefined ? [] : [given.day],
          from: "09:00",
          to: "18:00",
          note: "",
        }}
        onFinish={(values) => void add(values)}
      >
        <Form.Item name="staff_id" label={t("skills:person")} rules={[required]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={people.map((each) => ({ value: each.staff_id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t("skills:duty.days")} rules={[required]}>
          <Checkbox.Group
            options={days.map((day, at) => ({ value: at, label: named.format(day) }))}
          />
        </Form.Item>
        <div style={{ display: "flex", gap: 16 }}>
          <Form.Item name="from" label={t("skills:duty.from")} rules={[required]}>
            <Input type="time" />
          </Form.Item>
          <Form.Item
            name="to"
            label={t("skills:duty.to")}
            extra={t("skills:duty.to.hint")}
            rules={[required]}
          >
            <Input type="time" />
          </Form.Item>
        </div>
        <Form.Item name="note" label={t("skills:duty.note")}>
          <Input maxLength={200} />
        </Form.Item>
        {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
      </Form>
    </Modal>
  );
}
