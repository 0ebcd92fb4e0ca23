import { Form } from "antd";
import type { Dispatch, SetStateAction } from "react";
import type { Field, FieldValues } from "@/api/types";
import { FieldInput } from "@/shell/hooks/field-input";
import { useLabel } from "@/shell/hooks/text";

type Props = {
  fields: Field[];
  values: FieldValues;
  errors: Record<string, string> | null;
  set: Dispatch<SetStateAction<FieldValues>>;
};

/** The custom fields of a type, to be filled in, each with what the server says against it. */
export function OwnFields({ fields, values, errors, set }: Props) {
  const label = useLabel();
  return fields.map((field) => (
    <Form.Item
      key={field.code}
      label={label(field.name)}
      {...(errors?.[field.code]
        ? { validateStatus: "error" as const, help: errors[field.code] }
        : {})}
    >
      <FieldInput
        field={field}
        value={values[field.code]}
        onChange={(value) => set((held) => ({ ...held, [field.code]: value }))}
      />
    </Form.Item>
  ));
}
