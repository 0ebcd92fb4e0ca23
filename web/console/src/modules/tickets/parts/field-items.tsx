import { Form } from "antd";
import type { Field, FieldValue, FieldValues } from "@/api/types";
import { FieldInput } from "@/shell/hooks/field-input";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Proposed } from "../api/proposed";

type Props = {
  fields: Field[];
  values: FieldValues;
  errors: Record<string, string> | null;
  /** Marks what must be filled in. */
  marked?: boolean;
  /** Values that stand there because the customer wrote them. */
  taken?: Proposed[];
  onChange: (code: string, value: FieldValue) => void;
};

/** The custom fields of a form, each with what is wrong with it. */
export function FieldItems({
  fields,
  values,
  errors,
  marked = false,
  taken = [],
  onChange,
}: Props) {
  const t = useT();
  const label = useLabel();
  const source = new Map(taken.map(({ code, words }) => [code, words]));
  return fields.map((field) => (
    <Form.Item
      key={field.code}
      label={label(field.name)}
      required={marked && (field.required ?? false)}
      extra={
        source.has(field.code)
          ? t("tickets:proposed", { words: source.get(field.code) ?? "" })
          : undefined
      }
      {...(errors?.[field.code]
        ? { validateStatus: "error" as const, help: errors[field.code] }
        : {})}
    >
      <FieldInput
        field={field}
        value={values[field.code]}
        onChange={(value) => onChange(field.code, value)}
      />
    </Form.Item>
  ));
}
