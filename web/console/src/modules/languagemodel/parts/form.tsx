import { Checkbox, Form, type FormInstance, InputNumber } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Endpoint, type Values, valuesOf } from "../api/model";
import { FormFrame } from "./form-frame";

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
  return (
    <FormFrame
      form={form}
      endpoint={endpoint}
      initial={valuesOf(endpoint)}
      on={{ label: t("languagemodel:on"), hint: t("languagemodel:on.hint") }}
      modelHint={t("languagemodel:model.hint")}
      removeKey={removeKey}
      onSubmit={onSubmit}
    >
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
    </FormFrame>
  );
}
