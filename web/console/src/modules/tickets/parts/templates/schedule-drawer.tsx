import { useQuery } from "@tanstack/react-query";
import { Alert, Drawer, Form, Input, InputNumber, Radio, Select, Switch } from "antd";
import { useShops } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import {
  momentsQuery,
  type Recurrence,
  type Schedule,
  type ScheduleInput,
  type Template,
  useDeleteSchedule,
  useSaveSchedule,
} from "../../api/templates";
import { FormFoot } from "../form-foot";
import styles from "../types/types.module.css";
import { LAST_DAY, useZoned, WEEKDAYS } from "./rule-text";

type Props = { schedule: Schedule | null; templates: Template[]; close: () => void };

const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** What of the form the server takes; days of what is not asked for are left out. */
function inputOf(values: ScheduleInput): ScheduleInput {
  const { rule } = values;
  return {
    ...values,
    ends_on: values.ends_on || null,
    rule: {
      ...rule,
      step: rule.step ?? 1,
      weekdays: rule.every === "week" ? (rule.weekdays ?? []) : [],
      days: rule.every === "month" ? (rule.days ?? []) : [],
    },
  };
}

/** A template that becomes a ticket by itself, by a rule in the shop's time (定期工单). */
export function ScheduleDrawer({ schedule, templates, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const shops = useShops();
  const [form] = Form.useForm<ScheduleInput>();
  const save = useSaveSchedule(schedule, close);
  const remove = useDeleteSchedule(close);
  if (shops.length === 0) return null;
  const begin = schedule ?? {
    template_id: templates[0]?.id,
    shop_id: shops[0]?.id,
    rule: { every: "week", step: 1, weekdays: [0], days: [1], at: "09:00", closed: "make" },
    starts_on: today(),
    paused: false,
  };
  return (
    <Drawer
      open
      size={520}
      title={schedule ? schedule.template_name : t("tickets:schedules.add")}
      onClose={close}
      footer={
        <FormFoot
          busy={save.isPending}
          save={form.submit}
          close={close}
          remove={
            schedule ? () => remove.mutate({ id: schedule.id, name: schedule.template_name }) : null
          }
        />
      }
    >
      <Form<ScheduleInput>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={begin}
        onFinish={(values) => save.mutate(inputOf({ ...values, paused: values.paused ?? false }))}
      >
        <Form.Item name="template_id" label={t("tickets:template")}>
          <Select options={templates.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item name="shop_id" label={t("tickets:field.shop")} hidden={shops.length < 2}>
          <Select options={shops.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <When />
        <Next />
        {schedule && (
          <Form.Item name="paused" label={t("tickets:schedules.pause")} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
        {save.error && <Alert type="error" showIcon title={sentence(save.error)} />}
      </Form>
    </Drawer>
  );
}

/** The rule: how often, on which days, at what time, and from when until when. */
function When() {
  const t = useT();
  const every: Recurrence["every"] | undefined = Form.useWatch(["rule", "every"]);
  const needed = { required: true, message: t("tickets:required") };
  const days = [...Array.from({ length: 31 }, (_, at) => at + 1), LAST_DAY];
  return (
    <>
      <Form.Item name={["rule", "every"]} label={t("tickets:rule.every")}>
        <Radio.Group
          optionType="button"
          options={(["day", "week", "month"] as const).map((value) => ({
            value,
            label: t(`tickets:rule.${value}`),
          }))}
        />
      </Form.Item>
      {every === "week" && (
        <Form.Item name={["rule", "weekdays"]} label={t("tickets:rule.weekdays")} rules={[needed]}>
          <Select
            mode="multiple"
            options={WEEKDAYS.map((value) => ({ value, label: t(`tickets:weekday.${value}`) }))}
          />
        </Form.Item>
      )}
      {every === "month" && (
        <Form.Item
          name={["rule", "days"]}
          label={t("tickets:rule.days")}
          extra={t("tickets:rule.days.hint")}
          rules={[needed]}
        >
          <Select
            mode="multiple"
            options={days.map((value) => ({
              value,
              label:
                value === LAST_DAY
                  ? t("tickets:rule.last")
                  : t("tickets:rule.day.of", { day: value }),
            }))}
          />
        </Form.Item>
      )}
      <div className={styles.pair}>
        <Form.Item name={["rule", "at"]} label={t("tickets:rule.at")} rules={[needed]}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name={["rule", "step"]} label={t("tickets:rule.step")}>
          <InputNumber min={1} max={52} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="starts_on" label={t("tickets:rule.starts")} rules={[needed]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="ends_on" label={t("tickets:rule.ends")}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name={["rule", "closed"]} label={t("tickets:rule.closed")}>
        <Radio.Group
          options={(["make", "skip", "next"] as const).map((value) => ({
            value,
            label: t(`tickets:rule.closed.${value}`),
          }))}
        />
      </Form.Item>
    </>
  );
}

/** The next moments of the rule as it is written now. */
function Next() {
  const t = useT();
  const inZone = useZoned();
  const form = Form.useFormInstance<ScheduleInput>();
  const values = Form.useWatch((held: ScheduleInput) => held, { form, preserve: true });
  const ready = values?.rule?.every && values.rule.at && values.starts_on && values.shop_id;
  const asked = useSettled(ready ? JSON.stringify(inputOf(values)) : "");
  const { rule, shop_id, starts_on, ends_on } = (asked ? JSON.parse(asked) : {}) as ScheduleInput;
  const { data } = useQuery(
    momentsQuery(asked ? { rule, shop_id, starts_on, ends_on: ends_on ?? null } : null),
  );
  return (
    <Form.Item label={t("tickets:schedules.moments")}>
      <div role="status">
        {data?.next.map((at) => (
          <p key={at} className="tnum">
            {inZone(at, data.time_zone)}
          </p>
        ))}
        {data?.next.length === 0 && t("tickets:schedules.over")}
      </div>
    </Form.Item>
  );
}
