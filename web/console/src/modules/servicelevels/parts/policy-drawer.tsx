import type { FormInstance } from "antd";
import { Alert, Button, Checkbox, Drawer, Form, Input, InputNumber, Radio, Switch } from "antd";
import { api, unwrap } from "@/api/client";
import type { Policy, PolicyInput } from "@/api/types";
import { useDelete } from "@/shell/hooks/bin";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { CONVERSATION, type Goal, policiesQuery } from "../api/policies";
import { Conditions } from "./conditions";
import { DurationField } from "./duration-field";
import styles from "./servicelevels.module.css";
import { type About, useAbout, useAbouts } from "./use-abouts";

type Times = Partial<Record<string, { seconds: number | null; peak: number | null }>>;
type Values = Omit<PolicyInput, "goals"> & { times: Times };
type Props = { policy: Policy | null; from: PolicyInput; close: () => void };

function toValues(from: PolicyInput): Values {
  const times: Times = {};
  for (const goal of from.goals) {
    times[goal.kind] = { seconds: goal.seconds, peak: goal.peak_seconds ?? null };
  }
  const { name, about, active, position, conditions, business_hours, pauses, warn_at, on_breach } =
    from;
  const rest = { name, about, active, position, conditions, business_hours, pauses, on_breach };
  return { ...rest, warn_at: warn_at ?? null, times };
}

function toInput(values: Values, position: number, about: About): PolicyInput {
  const { times, ...rest } = values;
  const goals = about.kinds.flatMap(({ kind }): Goal[] => {
    const seconds = times[kind]?.seconds;
    return seconds ? [{ kind, seconds, peak_seconds: times[kind]?.peak ?? null }] : [];
  });
  return { ...rest, about: about.about, conditions: rest.conditions ?? [], position, goals };
}

/** The steps; one without a time is not promised. Only answering at once has a peak. */
function Goals({ about }: { about: About }) {
  const t = useT();
  return (
    <div className={styles.goals}>
      {about.kinds.map(({ kind, name, peaks }) => (
        <div key={kind}>
          <span>{name}</span>
          <Form.Item name={["times", kind, "seconds"]} noStyle>
            <DurationField label={name} />
          </Form.Item>
          {peaks && (
            <span className={styles.peak}>
              {t("servicelevels:peak")}{" "}
              <Form.Item name={["times", kind, "peak"]} noStyle>
                <DurationField label={`${name} ${t("servicelevels:peak")}`} />
              </Form.Item>
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

/** Another kind of object has other promises, conditions and actions: it begins anew. */
function What({ form }: { form: FormInstance<Values> }) {
  const t = useT();
  const abouts = useAbouts();
  const options = abouts.map(({ about, name }) => ({ value: about, label: name }));
  const begin = (about: string) => {
    const usual = abouts.find((one) => one.about === about)?.usual;
    if (usual) form.setFieldsValue({ ...toValues(usual), name: form.getFieldValue("name") });
  };
  return (
    <Form.Item name="about" label={t("servicelevels:about")}>
      <Radio.Group
        options={options}
        optionType="button"
        onChange={({ target }) => begin(target.value)}
      />
    </Form.Item>
  );
}

function Fields({ about }: { about: About }) {
  const t = useT();
  const own = about.about === CONVERSATION;
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
        <Conditions about={about} />
      </Form.Item>
      <Form.Item label={t("servicelevels:goals")} extra={t("servicelevels:goals.hint")}>
        <Goals about={about} />
      </Form.Item>
      <Form.Item name="business_hours" label={t("servicelevels:counted")}>
        <Radio.Group options={counted} optionType="button" />
      </Form.Item>
      <Form.Item
        name="pauses"
        label={t(own ? "servicelevels:pauses" : "servicelevels:pauses.other")}
        extra={t(own ? "servicelevels:pauses.hint" : "servicelevels:pauses.hint.other")}
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
        <Checkbox.Group options={about.actions} />
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
  const chosen = Form.useWatch("about", form) ?? from.about;
  const about = useAbout(chosen);
  const save = useEdit({
    act: async (values: Values) => {
      if (!about) return;
      const body = toInput(values, from.position, about);
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
        {!policy && <What form={form} />}
        {about && <Fields about={about} />}
        {failure && <Alert type="error" showIcon title={sentence(failure)} />}
      </Form>
    </Drawer>
  );
}
