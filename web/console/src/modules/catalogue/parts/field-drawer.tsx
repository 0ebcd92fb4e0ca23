import { Alert, Button, Drawer, Form, Input, InputNumber, Select, Switch } from "antd";
import { ApiError } from "@/api/client";
import type { components } from "@/api/schema";
import type { Field, FieldInput } from "@/api/types";
import { useDelete } from "@/shell/hooks/bin";
import { useEdit } from "@/shell/hooks/edit";
import { fieldsQuery } from "@/shell/hooks/fields";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { TextPair } from "@/ui/text-pair";
import { deleteField, hasChoices, lookOf, makeField, writeField } from "../api/fields";
import { ChoiceEditor } from "./choice-editor";
import { FormulaField } from "./formula-field";

type Kind = components["schemas"]["HostOut"];
type Values = Omit<FieldInput, "kind">;

const NEW: Partial<Values> = {
  type: "text",
  decimals: 0,
  currency: "CNY",
  personal: false,
  choices: [],
  formula: "",
  on_card: true,
  at_closing: false,
  required: false,
  active: true,
};
const CURRENCIES = ["CNY", "HKD", "TWD", "USD", "EUR", "JPY", "KRW", "GBP"];

type Props = { field: Field | null; kind: Kind; close: () => void };

/** One custom field: its names, what it takes, where it stands (字段). */
export function FieldDrawer({ field, kind, close }: Props) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const [form] = Form.useForm<Values>();
  const type = Form.useWatch("type", form) ?? field?.type ?? "text";
  const refresh = fieldsQuery(kind.kind).queryKey;
  const save = useEdit({
    act: (given: Values) => {
      const help = given.help?.["zh-CN"]?.trim() || given.help?.en?.trim() ? given.help : null;
      const values = { ...NEW, ...given, help } as Values;
      if (!hasChoices(values.type ?? field?.type)) values.choices = [];
      if (!field) return makeField({ ...values, kind: kind.kind });
      return writeField(field, lookOf({ ...field, ...values }));
    },
    refresh,
    done: close,
  });
  const remove = useDelete({ kind: "field", act: deleteField, refresh, done: close });
  const needed = { required: true, message: t("catalogue:required") };
  const wrong = save.error instanceof ApiError ? Object.values(save.error.fields) : [];
  return (
    <Drawer
      open
      size={520}
      title={field ? label(field.name) : t("catalogue:fields.add")}
      onClose={close}
      footer={
        <div style={{ display: "flex", gap: 8 }}>
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            {t("shell:save")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
          <span style={{ flex: 1 }} />
          {field && (
            <Button danger onClick={() => remove.mutate({ id: field.id, name: label(field.name) })}>
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
        // A field that explains nothing has no words to show, in neither language.
        initialValues={field ? { ...field, help: field.help ?? undefined } : NEW}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="name" label={t("catalogue:name")} rules={[needed]}>
          <TextPair title={t("catalogue:name")} />
        </Form.Item>
        <Form.Item name="type" label={t("catalogue:fields.type")}>
          <Select
            disabled={field !== null}
            // All of them in sight: the last ones are what one looks for least.
            listHeight={512}
            options={kind.types.map((value) => ({
              value,
              label: t(`catalogue:fields.type.${value}`),
            }))}
          />
        </Form.Item>
        {hasChoices(type) && (
          <Form.Item
            name="choices"
            label={t("catalogue:fields.choices")}
            extra={t("catalogue:fields.choices.hint")}
          >
            <ChoiceEditor kept={field?.choices.map(({ code }) => code) ?? []} />
          </Form.Item>
        )}
        {type === "formula" && <FormulaField kind={kind.kind} />}
        {(type === "number" || type === "formula") && (
          <Form.Item name="decimals" label={t("catalogue:fields.decimals")}>
            <InputNumber min={0} max={6} disabled={field !== null} />
          </Form.Item>
        )}
        {type === "money" && (
          <Form.Item name="currency" label={t("catalogue:fields.currency")}>
            <Select
              disabled={field !== null}
              options={CURRENCIES.map((value) => ({ value, label: value }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="code"
          label={t("catalogue:code")}
          extra={t("catalogue:fields.code.hint")}
          rules={[
            needed,
            { pattern: /^[a-z][a-z0-9_]{0,39}$/, message: t("catalogue:fields.code.bad") },
          ]}
        >
          <Input disabled={field !== null} />
        </Form.Item>
        <Form.Item name="help" label={t("catalogue:fields.help")}>
          <TextPair title={t("catalogue:fields.help")} />
        </Form.Item>
        <Switches kind={kind} made={field !== null} asked={type !== "formula"} />
        {save.error && (
          <Alert type="error" showIcon title={wrong.join(" ") || sentence(save.error)} />
        )}
      </Form>
    </Drawer>
  );
}

type SwitchesProps = { kind: Kind; made: boolean; asked: boolean };

function Switches({ kind, made, asked }: SwitchesProps) {
  const t = useT();
  const names = [
    ...(kind.personal ? ["personal"] : []),
    "on_card",
    ...(kind.closing && asked ? ["at_closing", "required"] : []),
    "active",
  ];
  return (
    <>
      {names.map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`catalogue:fields.${name}`)}
          extra={t(`catalogue:fields.${name}.hint`)}
          valuePropName="checked"
        >
          <Switch disabled={made && name === "personal"} />
        </Form.Item>
      ))}
    </>
  );
}
