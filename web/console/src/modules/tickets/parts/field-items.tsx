import { Form } from "antd";
import type { Field, FieldValue, FieldValues } from "@/api/types";
import { FieldInput } from "@/shell/hooks/field-input";
import { useLabel } from "@/shell/hooks/text";

type Props = {
  fields: Field[];
  values: FieldValues;
  errors: Record<string, string> | null;
  /** Marks what must be filled in. */
  marked?: boolean;
  onChange: (code: string, value: FieldValue) => void;
};

/** The custom fields of a form, each with what is wrong with it. */
export function FieldItems({ fields, values, errors, marked = false, onChange }: Props) {
  const label = useLabel();
  return fields.map((field) => (
    <Form.Item
      key={field.code}
      label={label(field.name)}
      required={marked && (field.required ?? false)}
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
