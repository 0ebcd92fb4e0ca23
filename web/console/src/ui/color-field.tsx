import { Input } from "antd";
import styles from "./color-field.module.css";

type Props = {
  label: string;
  codeLabel: string;
  value?: string;
  onChange?: (value: string) => void;
};

/** A colour by eye or by its code. */
export function ColorField({ label, codeLabel, value = "#0b776b", onChange }: Props) {
  return (
    <span className={styles.color}>
      <input
        type="color"
        aria-label={label}
        value={/^#[0-9a-f]{6}$/i.test(value) ? value : "#0b776b"}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <Input
        aria-label={codeLabel}
        style={{ width: 110 }}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
      />
    </span>
  );
}
