import { Checkbox, Form, type FormInstance, Input, InputNumber, Switch } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Endpoint, type Values, valuesOf } from "../api/model";
import { AddressField, KeyField } from "./fields";

const USES = ["answers", "translation", "summaries"] as const;

type Props = {
  form: FormInstance<Values>;
  endpoint: Endpoint;
  removeKey: () => void;
  onSubmit: (values: Values) => void;
};

/** The endpoint, its limits, and what it may be used for. */
export function EndpointForm({ form, endpoint, removeKey, onSubmit }: Props) {
  const t = useT();
  const address = Form.useWatch("address", form) ?? endpoint.address;
  const moved = endpoint.has_key && address.trim() !== endpoint.address;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      initialValues={valuesOf(endpoint)}
      onFinish={onSubmit}
    >
      <Form.Item
        name="on"
        label={t("languagemodel:on")}
        extra={t("languagemodel:on.hint")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <AddressField />
      <KeyField has={endpoint.has_key} moved={moved} remove={removeKey} />
      <Form.Item
        name="model"
        label={t("languagemodel:model")}
        extra={t("languagemodel:model.hint")}
      >
        <Input maxLength={200} spellCheck={false} style={{ maxWidth: 320 }} />
      </Form.Item>
      <Form.Item
        name="seconds"
        label={t("languagemodel:seconds")}
        extra={t("languagemodel:seconds.hint")}
      >
        <InputNumber min={1} max={60} precision={0} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item
        name="tokens_a_day"
        label={t("languagemodel:tokens")}
        extra={t("languagemodel:tokens.hint")}
      >
        <InputNumber min={0} max={1_000_000_000} precision={0} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name="uses" label={t("languagemodel:uses")}>
        <Checkbox.Group
          options={USES.map((use) => ({ value: use, label: t(`languagemodel:use.${use}`) }))}
        />
      </Form.Item>
    </Form>
  );
}
