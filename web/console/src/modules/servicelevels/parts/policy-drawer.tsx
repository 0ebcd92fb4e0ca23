import { Alert, Button, Checkbox, Drawer, Form, Input, InputNumber, Radio, Switch } from "antd";
import { api, unwrap } from "@/api/client";
import type { Policy, PolicyInput } from "@/api/types";
import { useDelete } from "@/shell/hooks/bin";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { ACTIONS, type Goal, KINDS, type Kind, policiesQuery } from "../api/policies";
import { Conditions } from "./conditions";
import { DurationField } from "./duration-field";
import styles from "./servicelevels.module.css";

type Times = Partial<Record<Kind, { seconds: number | null; peak: number | null }>>;
type Values = Omit<PolicyInput, "goals"> & { times: Times };
type Props = { policy: Policy | null; from: PolicyInput; close: () => void };

function toValues(from: PolicyInput): Values {
  const times: Times = {};
  for (const goal of from.goals) {
    times[goal.kind] = { seconds: goal.seconds, peak: goal.peak_seconds ?? null };
  }
  const { name, active, position, conditions, business_hours, pauses, warn_at, on_breach } = from;
  const rest = { name, active, position, conditions, business_hours, pauses, on_breach };
  return { ...rest, warn_at: warn_at ?? null, times };
}

function toInput(values: Values, position: number): PolicyInput {
  const { times, ...rest } = values;
  const goals = KINDS.flatMap((kind): Goal[] => {
    const seconds = times[kind]?.seconds;
    return seconds ? [{ kind, seconds, peak_seconds: times[kind]?.peak ?? null }] : [];
  });
  return { ...rest, conditions: rest.conditions ?? [], position, goals };
}

/** The four steps; one without a time is not promised. Only answering at once has a peak. */
function Goals() {
  const t = useT();
  return (
    <div className={styles.goals}>
      {KINDS.map((kind) => (
        <div key={kind}>
          <span>{t(`servicelevels:kind.${kind}`)}</span>
          <Form.Item name={["times", kind, "seconds"]} noStyle>
            <DurationField label={t(`servicelevels:kind.${kind}`)} />
          </Form.Item>
          {(kind === "acknowledge" || kind === "first_answer") && (
            <span className={styles.peak}>
              {t("servicelevels:peak")}{" "}
              <Form.Item name={["times", kind, "peak"]} noStyle>
                <DurationField
                  label={`${t(`servicelevels:kind.${kind}`)} ${t("servicelevels:peak")}`}
                />
              </Form.Item>
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

function Fields() {
  const t = useT();
  const actions = ACTIONS.map((value) => ({ value, label: t(`servicelevels:action.${value}`) }));
  const counted = [
    { value: true, label: t("servicelevels:in_hours") },
    { value: false, label: t("servicelevels:always") },
  ];
  return (
    <>
      <Form.Item
        name="name"
        label={t("servicelevels:name")}
        rules={[{ required: true, message: t("servicelevels:required") }]}
      >
        <Input />
      </Form.Item>
      <Form.Item label={t("servicelevels:for_whom")}>
        <Conditions />
      </Form.Item>
      <Form.Item label={t("servicelevels:goals")} extra={t("servicelevels:goals.hint")}>
        <Goals />
      </Form.Item>
      <Form.Item name="business_hours" label={t("servicelevels:counted")}>
        <Radio.Group options={counted} optionType="button" />
      </Form.Item>
      <Form.Item
        name="pauses"
        label={t("servicelevels:pauses")}
        extra={t("servicelevels:pauses.hint")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item
        name="warn_at"
        label={t("servicelevels:warn_at")}
        extra={t("servicelevels:warn_at.hint")}
      >
        <InputNumber min={10} max={99} suffix="%" placeholder="70" />
      </Form.Item>
      <Form.Item
        name="on_breach"
        label={t("servicelevels:on_breach")}
        extra={t("servicelevels:on_breach.hint")}
      >
        <Checkbox.Group options={actions} />
      </Form.Item>
      <Form.Item name="active" label={t("servicelevels:active")} valuePropName="checked">
        <Switch />
      </Form.Item>
    </>
  );
}

/** One policy (服务等级规则). What runs already keeps the times it was started with. */
export function PolicyDrawer({ policy, from, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const save = useEdit({
    act: (values: Values) => {
      const body = toInput(values, from.position);
      return policy
        ? unwrap(
            api.PUT("/api/service-levels/policies/{policy_id}", {
              params: { path: { policy_id: policy.id } },
              headers: ifMatch(policy),
              body,
            }),
          )
        : unwrap(api.POST("/api/service-levels/policies", { body }));
    },
    refresh: policiesQuery.queryKey,
    done: close,
  });
  const remove = useDelete({
    kind: "service_policy",
    act: (id) =>
      unwrap(
        api.DELETE("/api/service-levels/policies/{policy_id}", {
          params: { path: { policy_id: id } },
        }),
      ),
    refresh: policiesQuery.queryKey,
    done: close,
  });
  const failure = save.error;
  return (
    <Drawer
      open
      size={560}
      title={policy?.name ?? t("servicelevels:add")}
      onClose={close}
      footer={
        <div style={{ display: "flex", gap: 8 }}>
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            {t("shell:save")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
          <span style={{ flex: 1 }} />
          {policy && (
            <Button danger onClick={() => remove.mutate({ id: policy.id, name: policy.name })}>
              {t("shell:delete")}
            </Button>
          )}
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={toValues(from)}
        onFinish={(values) => save.mutate(values)}
      >
        <Fields />
        {failure && <Alert type="error" showIcon title={sentence(failure)} />}
      </Form>
    </Drawer>
  );
}
