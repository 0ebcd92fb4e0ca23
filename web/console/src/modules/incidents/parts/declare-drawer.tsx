import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form, Input, Radio, Switch } from "antd";
import { useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { TextPair } from "@/ui/text-pair";
import {
  type Condition,
  countScope,
  declareIncident,
  INCIDENTS,
  LEVELS,
  type Level,
  type Script,
  useShown,
} from "../api/incidents";
import styles from "./incidents.module.css";
import { ScopeFields } from "./scope-fields";

type Values = {
  title: string;
  level: Level;
  drill: boolean;
  match: "any" | "all";
  scope: Condition[];
  script: Script;
};

const NEW: Values = {
  title: "",
  level: "major",
  drill: false,
  match: "any",
  scope: [{ field: "words", any_of: [] }],
  script: { "zh-CN": "", en: "" },
};

const filled = (scope: Condition[] | undefined) =>
  (scope ?? []).filter((each) => each.any_of.length > 0);

/** How many open conversations the scope fits, while it is being written. */
function Count({ scope, match }: { scope: Condition[]; match: "any" | "all" }) {
  const t = useT();
  const asked = useSettled(JSON.stringify({ scope, match }));
  const { data } = useQuery({
    queryKey: [...INCIDENTS, "count", asked],
    queryFn: () => countScope(JSON.parse(asked)),
    enabled: (JSON.parse(asked) as { scope: Condition[] }).scope.length > 0,
    placeholderData: (held) => held,
  });
  if (scope.length === 0 || !data) return null;
  return (
    <p className={styles.quiet} role="status">
      {t("incidents:count", { affected: data.affected, open: data.open })}
    </p>
  );
}

/** Declares an incident or begins a drill (宣布危机). */
export function DeclareDrawer({ close }: { close: () => void }) {
  const t = useT();
  const go = useGo();
  const notices = useNotices();
  const sentence = useSentence();
  const shown = useShown();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const scope = filled(Form.useWatch("scope", form));
  const match = Form.useWatch("match", form) ?? "any";
  const drill = Form.useWatch("drill", form) ?? false;
  const declare = async (values: Values) => {
    setBusy(true);
    setFailure(null);
    try {
      const made = await declareIncident({ ...values, scope: filled(values.scope) });
      shown(made);
      notices.done(t(values.drill ? "incidents:drill.begun" : "incidents:declared"));
      close();
      go(`/incidents/${made.id}`);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      open
      size={560}
      title={t("incidents:declare")}
      onClose={close}
      footer={
        <div className={styles.buttons}>
          <Button type="primary" loading={busy} disabled={scope.length === 0} onClick={form.submit}>
            {t(drill ? "incidents:drill.begin" : "incidents:declare.now")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={NEW}
        onFinish={(values) => void declare(values)}
      >
        <Form.Item
          name="title"
          label={t("incidents:title")}
          rules={[{ required: true, whitespace: true, message: t("incidents:required") }]}
        >
          <Input maxLength={100} placeholder={t("incidents:title.hint")} />
        </Form.Item>
        <Form.Item name="level" label={t("incidents:level")}>
          <Radio.Group
            optionType="button"
            options={LEVELS.map((value) => ({ value, label: t(`incidents:level.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="scope" label={t("incidents:scope")} extra={t("incidents:scope.hint")}>
          <ScopeFields />
        </Form.Item>
        <Form.Item name="match" hidden={scope.length < 2} label={t("incidents:match")}>
          <Radio.Group
            options={(["any", "all"] as const).map((value) => ({
              value,
              label: t(`incidents:match.${value}`),
            }))}
          />
        </Form.Item>
        <Count scope={scope} match={match} />
        <Form.Item name="script" label={t("incidents:script")} extra={t("incidents:script.hint")}>
          <TextPair title={t("incidents:script")} lines={3} />
        </Form.Item>
        <Form.Item
          name="drill"
          label={t("incidents:drill")}
          valuePropName="checked"
          extra={t("incidents:drill.hint")}
        >
          <Switch />
        </Form.Item>
        {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
      </Form>
    </Drawer>
  );
}
