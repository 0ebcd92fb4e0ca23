import { Form, type FormInstance, Input, Switch } from "antd";
import type { ReactNode } from "react";
import { useT } from "@/shell/hooks/text";
import { AddressField, KeyField } from "./fields";

type Props<Values> = {
  form: FormInstance<Values>;
  endpoint: { address: string; has_key: boolean };
  initial: Values;
  on: { label: string; hint: string };
  modelHint: string;
  removeKey: () => void;
  onSubmit: (values: Values) => void;
  /** What else there is to set. */
  children: ReactNode;
};

/** The form of an endpoint: whether it is used, where it is, its key and its model. */
export function FormFrame<Values extends object>(props: Props<Values>) {
  const t = useT();
  const { form, endpoint } = props;
  const typed: unknown = Form.useWatch("address", form as FormInstance);
  const address = typeof typed === "string" ? typed : endpoint.address;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      initialValues={props.initial}
      onFinish={props.onSubmit}
    >
      <Form.Item name="on" label={props.on.label} extra={props.on.hint} valuePropName="checked">
        <Switch />
      </Form.Item>
      <AddressField />
      <KeyField
        has={endpoint.has_key}
        moved={endpoint.has_key && address.trim() !== endpoint.address}
        remove={props.removeKey}
      />
      <Form.Item name="model" label={t("languagemodel:model")} extra={props.modelHint}>
        <Input maxLength={200} spellCheck={false} style={{ maxWidth: 320 }} />
      </Form.Item>
      {props.children}
    </Form>
  );
}
