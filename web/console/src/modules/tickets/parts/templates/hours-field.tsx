import { InputNumber } from "antd";
import { useT } from "@/shell/hooks/text";

const HOUR = 3600;

type Props = {
  label: string;
  id?: string;
  value?: number | null;
  onChange?: (seconds: number | null) => void;
};

/** Seconds, written as hours; empty is what the type says. */
export function HoursField({ label, id, value, onChange }: Props) {
  const t = useT();
  return (
    <InputNumber
      {...(id ? { id } : {})}
      aria-label={label}
      min={0.25}
      max={8760}
      style={{ width: "100%" }}
      placeholder={t("tickets:templates.usual")}
      suffix={t("tickets:types.hours.unit")}
      value={value ? value / HOUR : null}
      onChange={(hours) => onChange?.(hours ? Math.round(hours * HOUR) : null)}
    />
  );
}
