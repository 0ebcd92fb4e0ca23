import { Input, InputNumber, Select } from "antd";
import type { Field, FieldValue } from "@/api/types";
import { decimalsOf, isMoney, isReference, toShown, toStored } from "./fields";
import { ReferenceInput } from "./reference-input";
import { useLabel, useT } from "./text";

type Props = {
  field: Field;
  value: FieldValue | undefined;
  onChange: (value: FieldValue) => void;
  /** What the ids among its values are called. */
  names?: Record<string, string> | undefined;
  autoFocus?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
};

/** The right control for a custom field's type. */
export function FieldInput(props: Props) {
  const { field, value, onChange, autoFocus, invalid, describedBy } = props;
  const t = useT();
  const label = useLabel();
  const common = {
    autoFocus: autoFocus ?? false,
    "aria-label": label(field.name),
    "aria-describedby": describedBy,
    "aria-invalid": invalid ?? false,
    ...(invalid ? { status: "error" as const } : {}),
  };
  if (isReference(field)) {
    const id = typeof value === "string" ? value : null;
    return (
      <ReferenceInput
        field={field}
        value={id}
        names={props.names ?? {}}
        onChange={onChange}
        common={common}
      />
    );
  }
  if (["number", "money", "formula"].includes(field.type)) {
    return (
      <InputNumber
        {...common}
        style={{ width: "100%" }}
        precision={decimalsOf(field)}
        value={typeof value === "number" ? toShown(field, value) : null}
        {...(isMoney(field) ? { suffix: field.currency } : {})}
        onChange={(next) => onChange(next === null ? null : toStored(field, Number(next)))}
      />
    );
  }
  if (field.type === "choice" || field.type === "choices" || field.type === "yes_no") {
    const several = field.type === "choices";
    const held = several && Array.isArray(value) ? value : [value];
    const options =
      field.type === "yes_no"
        ? [
            { value: "yes", label: t("shell:field.yes") },
            { value: "no", label: t("shell:field.no") },
          ]
        : (field.choices ?? [])
            .filter((choice) => choice.active !== false || held.includes(choice.code))
            .map((choice) => ({ value: choice.code, label: label(choice.name) }));
    const chosen = typeof value === "boolean" ? (value ? "yes" : "no") : value;
    const shown = typeof chosen === "number" ? null : chosen;
    return (
      <Select
        {...common}
        allowClear
        {...(several ? { mode: "multiple" as const } : {})}
        style={{ width: "100%" }}
        placeholder={t("shell:field.choose")}
        showSearch={{ optionFilterProp: "label" }}
        value={shown ?? (several ? [] : null)}
        options={options}
        onChange={(next: string | string[] | null | undefined) =>
          onChange(field.type === "yes_no" && next ? next === "yes" : (next ?? null))
        }
      />
    );
  }
  const text = typeof value === "string" ? value : "";
  if (field.type === "long_text") {
    return (
      <Input.TextArea
        {...common}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        value={text}
        onChange={(event) => onChange(event.target.value || null)}
      />
    );
  }
  return (
    <Input
      {...common}
      type={field.type === "date" ? "date" : "text"}
      inputMode={KEYBOARDS[field.type] ?? "text"}
      maxLength={field.type === "url" ? 2000 : 200}
      value={text}
      onChange={(event) => onChange(event.target.value || null)}
    />
  );
}

const KEYBOARDS: Partial<Record<Field["type"], "url" | "tel" | "email">> = {
  url: "url",
  phone: "tel",
  email: "email",
};
