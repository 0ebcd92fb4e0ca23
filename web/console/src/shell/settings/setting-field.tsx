import { Input, InputNumber, Select, Space, Switch } from "antd";
import type { Labels, Setting } from "@/api/types";
import { TextPair } from "@/ui/text-pair";
import { useT } from "../hooks/text";
import { joinDuration, splitDuration, type Unit } from "./values";

type Props = {
  setting: Setting;
  title: string;
  value: unknown;
  onChange: (value: unknown) => void;
};

const UNITS: Unit[] = ["second", "minute", "hour", "day"];

function Duration({ setting, title, value, onChange }: Props) {
  const t = useT();
  const { amount, unit } = splitDuration(Number(value ?? 0));
  return (
    <Space.Compact>
      <InputNumber
        aria-label={title}
        min={0}
        value={amount}
        max={setting.maximum ? setting.maximum / joinDuration(1, unit) : undefined}
        onChange={(next) => onChange(joinDuration(next ?? 0, unit))}
      />
      <Select
        aria-label={t("shell:duration.unit")}
        value={unit}
        style={{ minWidth: 88 }}
        options={UNITS.map((each) => ({ value: each, label: t(`shell:unit.${each}`) }))}
        onChange={(next) => onChange(joinDuration(amount, next))}
      />
    </Space.Compact>
  );
}

/** The right field for a setting's type. */
export function SettingField(props: Props) {
  const { setting, title, value, onChange } = props;
  if (setting.type === "bool") {
    return <Switch aria-label={title} checked={value === true} onChange={onChange} />;
  }
  if (setting.type === "duration") return <Duration {...props} />;
  if (setting.type === "int") {
    return (
      <InputNumber
        aria-label={title}
        min={setting.minimum ?? undefined}
        max={setting.maximum ?? undefined}
        value={Number(value)}
        onChange={(next) => onChange(next ?? setting.minimum ?? 0)}
      />
    );
  }
  if (setting.type === "choice") {
    return (
      <Select
        aria-label={title}
        style={{ width: "100%" }}
        value={String(value)}
        options={(setting.choices ?? []).map((choice) => ({ value: choice, label: choice }))}
        onChange={onChange}
      />
    );
  }
  if (setting.type === "Text") {
    return <TextPair title={title} value={(value ?? {}) as Labels} onChange={onChange} lines={2} />;
  }
  return (
    <Input.TextArea
      aria-label={title}
      autoSize={{ minRows: 1, maxRows: 6 }}
      value={String(value ?? "")}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
