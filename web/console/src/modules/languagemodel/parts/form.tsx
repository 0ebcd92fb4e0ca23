import { Button, Checkbox, Form, type FormInstance, Input, InputNumber, Switch } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Endpoint, type Values, valuesOf } from "../api/model";
import styles from "./model.module.css";

const EXAMPLE = "https://api.example.com/v1";
const ADDRESS = /^https?:\/\/[^\s?#@]+$/;
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
  const keyHint = endpoint.has_key
    ? t(moved ? "languagemodel:key.moved" : "languagemodel:key.set")
    : t("languagemodel:key.hint");
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
      <Form.Item
        name="address"
        label={t("languagemodel:address")}
        extra={t("languagemodel:address.hint")}
        normalize={(value: string) => value.trim()}
        rules={[{ pattern: ADDRESS, message: t("languagemodel:address.wrong") }]}
      >
        <Input placeholder={EXAMPLE} maxLength={500} inputMode="url" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="key"
        label={t("languagemodel:key")}
        extra={
          <>
            {keyHint}{" "}
            {endpoint.has_key && (
              <Button type="link" size="small" className={styles.remove ?? ""} onClick={removeKey}>
                {t("languagemodel:key.remove")}
              </Button>
            )}
          </>
        }
      >
        <Input.Password
          maxLength={1000}
          autoComplete="new-password"
          placeholder={endpoint.has_key && !moved ? t("languagemodel:key.kept") : ""}
        />
      </Form.Item>
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
