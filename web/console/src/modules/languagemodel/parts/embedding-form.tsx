import { Form, type FormInstance, InputNumber } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Embedding, type EmbeddingValues, embeddingValues } from "../api/embedding";
import { FormFrame } from "./form-frame";

type Props = {
  form: FormInstance<EmbeddingValues>;
  held: Embedding;
  removeKey: () => void;
  onSubmit: (values: EmbeddingValues) => void;
};

/** The endpoint of vectors and how long a question waits for one. */
export function EmbeddingForm({ form, held, removeKey, onSubmit }: Props) {
  const t = useT();
  return (
    <FormFrame
      form={form}
      endpoint={held}
      initial={embeddingValues(held)}
      on={{ label: t("languagemodel:embedding.on"), hint: t("languagemodel:embedding.on.hint") }}
      modelHint={t("languagemodel:embedding.model.hint")}
      removeKey={removeKey}
      onSubmit={onSubmit}
    >
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
    </FormFrame>
  );
}
