import { Input, InputNumber, Select } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Parameter as Field, Value } from "../api/automation";
import styles from "./automation.module.css";

type Props = { field: Field; value: Value | undefined; change: (value: Value) => void };

/** One parameter of an action, or of something that lasts. */
export function Parameter({ field, value, change }: Props) {
  const t = useT();
  const label = useLabel();
  const name = label(field.name);
  const common = { "aria-label": name };
  const input = () => {
    if (field.type === "choice") {
      return (
        <Select
          {...common}
          allowClear={!field.required}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("automation:choose")}
          value={value === undefined || value === null || value === "" ? null : String(value)}
          options={field.choices.map((one) => ({ value: one.value, label: label(one.name) }))}
          onChange={(chosen: string | null) => change(chosen ?? null)}
        />
      );
    }
    if (field.type === "number") {
      return (
        <InputNumber
          {...common}
          min={0.25}
          value={typeof value === "number" ? value : null}
          onChange={(given) => change(given)}
        />
      );
    }
    const text = typeof value === "string" ? value : "";
    return field.type === "long_text" ? (
      <Input.TextArea
        {...common}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
    ) : (
      <Input
        {...common}
        maxLength={200}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
    );
  };
  return (
    <div className={styles.parameter}>
      <span>
        {name}
        {!field.required && <small> {t("automation:optional")}</small>}
      </span>
      {input()}
    </div>
  );
}
