import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form, Input, InputNumber, Radio, Select, Switch } from "antd";
import { useState } from "react";
import { ApiError } from "@/api/client";
import type { EntryRule, EntryRuleInput } from "@/api/types";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { useNames } from "../api/names";
import { makeRule, rulesQuery, writeRule } from "../api/rules";
import { Conditions } from "./conditions";
import { Conflict } from "./conflict";
import { type Pressing, PriorityMatrix } from "./priority-matrix";
import styles from "./rules.module.css";

type Values = Omit<EntryRuleInput, "urgency" | "importance" | "tier"> & {
  pressing: Pressing;
  tier: "A" | "B" | "C" | "";
};

const NEW: EntryRuleInput = {
  name: "",
  active: true,
  position: null,
  conditions: [],
  team_id: null,
  skill_id: null,
  skill_level: 1,
  tier: null,
  urgency: null,
  importance: null,
  calls_supervisor: false,
};

function toValues(rule: EntryRuleInput): Values {
  const { urgency = null, importance = null, tier, ...rest } = rule;
  return { ...rest, tier: tier ?? "", pressing: { urgency, importance } };
}

function toBody(values: Values, position: number | null): EntryRuleInput {
  const { pressing, tier, ...rest } = values;
  return {
    ...rest,
    ...pressing,
    position,
    skill_level: rest.skill_level ?? 1,
    team_id: rest.team_id ?? null,
    skill_id: rest.skill_id ?? null,
    tier: tier || null,
    conditions: rest.conditions.filter((condition) => condition.any_of.length > 0),
  };
}

type Props = { rule: EntryRule | null; close: () => void };
type Clash = { mine: EntryRuleInput; theirs: EntryRule };

/** What the rule decides. */
function Decisions({ skilled }: { skilled: boolean }) {
  const t = useT();
  const names = useNames();
  const search = { optionFilterProp: "label" };
  return (
    <>
      <Form.Item name="team_id" label={t("routing:team")}>
        <Select
          allowClear
          showSearch={search}
          placeholder={t("routing:team.open")}
          options={names.teams}
        />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="skill_id" label={t("routing:skill")}>
          <Select
            allowClear
            showSearch={search}
            placeholder={t("routing:skill.open")}
            options={names.skills}
          />
        </Form.Item>
        <Form.Item name="skill_level" label={t("routing:skill.level")} hidden={!skilled}>
          <InputNumber min={1} max={5} />
        </Form.Item>
      </div>
      <Form.Item name="tier" label={t("routing:tier")} extra={t("routing:tier.hint")}>
        <Radio.Group
          optionType="button"
          options={["", "A", "B", "C"].map((tier) => ({
            value: tier,
            label: tier || t("routing:tier.open"),
          }))}
        />
      </Form.Item>
      <Form.Item name="pressing" label={t("routing:pressing")} extra={t("routing:pressing.hint")}>
        <PriorityMatrix />
      </Form.Item>
    </>
  );
}

/** One entry rule: when it fits, and what it then decides (分流规则). */
export function RuleDrawer({ rule, close }: Props) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [clash, setClash] = useState<Clash | null>(null);
  const skilled = Boolean(Form.useWatch("skill_id", form) ?? rule?.skill_id);
  const send = async (body: EntryRuleInput, onto: EntryRule | null) => {
    setBusy(true);
    setFailure(null);
    try {
      await (onto ? writeRule(onto, body) : makeRule(body));
      notices.done(t("shell:saved"));
      close();
    } catch (reason) {
      if (reason instanceof ApiError && reason.code === "edit_conflict" && onto) {
        const theirs = { ...onto, ...(reason.current as EntryRule) };
        setClash({ mine: body, theirs });
      } else setFailure(reason);
    }
    setBusy(false);
    void client.invalidateQueries({ queryKey: rulesQuery.queryKey });
  };
  const take = (theirs: EntryRule) => {
    form.setFieldsValue(toValues(theirs));
    setClash(null);
    close();
  };
  return (
    <Drawer
      open
      size={600}
      title={rule?.name ?? t("routing:add")}
      onClose={close}
      footer={
        <div style={{ display: "flex", gap: 8 }}>
          <Button type="primary" loading={busy} onClick={form.submit} disabled={clash !== null}>
            {t("shell:save")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
        </div>
      }
    >
      {clash && (
        <Conflict
          mine={clash.mine}
          theirs={clash.theirs}
          keepMine={() => {
            setClash(null);
            void send(clash.mine, clash.theirs);
          }}
          keepTheirs={() => take(clash.theirs)}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={toValues(rule ?? NEW)}
        onFinish={(values) => void send(toBody(values, rule?.position ?? null), rule)}
      >
        <Form.Item
          name="name"
          label={t("routing:name")}
          rules={[{ required: true, whitespace: true, message: t("routing:required") }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="conditions" label={t("routing:conditions")}>
          <Conditions />
        </Form.Item>
        <Decisions skilled={skilled} />
        <Form.Item
          name="calls_supervisor"
          label={t("routing:calls_supervisor")}
          extra={t("routing:calls_supervisor.hint")}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
        <Form.Item name="active" label={t("routing:active")} valuePropName="checked">
          <Switch />
        </Form.Item>
        {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
      </Form>
    </Drawer>
  );
}
