import { InputNumber, Select } from "antd";
import { useState } from "react";
import { useT } from "@/shell/hooks/text";
import { inUnit } from "../api/policies";
import styles from "./servicelevels.module.css";

type Props = {
  label: string;
  value?: number | null;
  onChange?: (seconds: number | null) => void;
  id?: string;
};

/** A time as people say it: a number and a unit. Empty is nothing promised. */
export function DurationField({ label, value = null, onChange, id }: Props) {
  const t = useT();
  const [unit, setUnit] = useState(() => (value ? inUnit(value).unit : 60));
  const units = [
    { value: 1, label: t("servicelevels:unit.seconds") },
    { value: 60, label: t("servicelevels:unit.minutes") },
    { value: 3600, label: t("servicelevels:unit.hours") },
    { value: 86400, label: t("servicelevels:unit.days") },
  ];
  const amount = value === null ? null : value / unit;
  return (
    <span className={styles.duration}>
      <InputNumber
        {...(id ? { id } : {})}
        aria-label={label}
        min={0}
        value={amount}
        onChange={(next) => onChange?.(next ? Math.max(1, Math.round(next * unit)) : null)}
      />
      <Select
        aria-label={`${label} ${t("servicelevels:unit")}`}
        value={unit}
        options={units}
        onChange={(next) => {
          setUnit(next);
          if (amount !== null) onChange?.(Math.max(1, Math.round(amount * next)));
        }}
      />
    </span>
  );
}
