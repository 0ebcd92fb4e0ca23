import { InputNumber, Select } from "antd";
import { useState } from "react";
import { useT } from "@/shell/hooks/text";
import { minutesOf, spoken, UNITS, type Unit } from "../../api/duration";
import type { Clock, Limit } from "../../api/shapes";
import styles from "./step.module.css";

type TimeProps = {
  label: string;
  value: number | null;
  onChange: (minutes: number | null) => void;
  /** Whether it can be said in days of the calendar. */
  days?: boolean;
};

/** A time as people say it: a number and a unit; empty is none. */
export function TimeField({ label, value, onChange, days = true }: TimeProps) {
  const t = useT();
  const [chosen, setChosen] = useState<Unit | null>(null);
  const usual = value === null ? "hours" : spoken(value, days).unit;
  const unit = chosen === null || (chosen === "days" && !days) ? usual : chosen;
  const amount = value === null ? null : value / minutesOf({ amount: 1, unit });
  const put = (next: number | null, of: Unit) =>
    onChange(next ? Math.max(1, Math.round(minutesOf({ amount: next, unit: of }))) : null);
  return (
    <>
      <InputNumber
        min={0}
        className={styles.amount ?? ""}
        aria-label={label}
        value={amount}
        onChange={(next) => put(next === null ? null : Number(next), unit)}
      />
      <Select<Unit>
        className={styles.unit ?? ""}
        aria-label={`${label} ${t("procedures:unit")}`}
        value={unit}
        options={UNITS.filter((each) => days || each.unit !== "days").map((each) => ({
          value: each.unit,
          label: t(`procedures:unit.of.${each.unit}`),
        }))}
        onChange={(next) => {
          setChosen(next);
          if (amount !== null) put(amount, next);
        }}
      />
    </>
  );
}

type Props = { value: Limit | null; onChange: (limit: Limit | null) => void };

/** Within which time, and whether nights and days off count. */
export function LimitField({ value, onChange }: Props) {
  const t = useT();
  const [clock, setClock] = useState<Clock>(value?.clock ?? "business");
  return (
    <span className={styles.limit}>
      <TimeField
        label={t("procedures:part.limit")}
        value={value?.minutes ?? null}
        days={(value?.clock ?? clock) === "clock"}
        onChange={(minutes) => onChange(minutes === null ? null : { minutes, clock })}
      />
      <Select<Clock>
        className={styles.clock ?? ""}
        aria-label={t("procedures:clock")}
        value={value?.clock ?? clock}
        options={(["business", "clock"] as const).map((each) => ({
          value: each,
          label: t(`procedures:clock.${each}`),
        }))}
        onChange={(next) => {
          setClock(next);
          if (value) onChange({ ...value, clock: next });
        }}
      />
    </span>
  );
}
