import { Form, type FormInstance, Input, InputNumber, Switch } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Embedding, type EmbeddingValues, embeddingValues } from "../api/embedding";
import { AddressField, KeyField } from "./fields";

type Props = {
  form: FormInstance<EmbeddingValues>;
  held: Embedding;
  removeKey: () => void;
  onSubmit: (values: EmbeddingValues) => void;
};

/** The endpoint of vectors and how long a question waits for one. */
export function EmbeddingForm({ form, held, removeKey, onSubmit }: Props) {
  const t = useT();
  const address = Form.useWatch("address", form) ?? held.address;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      initialValues={embeddingValues(held)}
      onFinish={onSubmit}
    >
      <Form.Item
        name="on"
        label={t("languagemodel:embedding.on")}
        extra={t("languagemodel:embedding.on.hint")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <AddressField />
      <KeyField
        has={held.has_key}
        moved={held.has_key && address.trim() !== held.address}
        remove={removeKey}
      />
      <Form.Item
        name="model"
        label={t("languagemodel:model")}
        extra={t("languagemodel:embedding.model.hint")}
      >
        <Input maxLength={200} spellCheck={false} style={{ maxWidth: 320 }} />
      </Form.Item>
      <Form.Item
        name="dimensions"
        label={t("languagemodel:embedding.dimensions")}
        extra={t("languagemodel:embedding.dimensions.hint")}
      >
        <InputNumber min={1} max={4096} precision={0} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item
        name="milliseconds"
        label={t("languagemodel:embedding.milliseconds")}
        extra={t("languagemodel:embedding.milliseconds.hint")}
        rules={[{ required: true, message: t("languagemodel:embedding.milliseconds.missing") }]}
      >
        <InputNumber min={50} max={3000} step={50} precision={0} style={{ width: 160 }} />
      </Form.Item>
    </Form>
  );
}
