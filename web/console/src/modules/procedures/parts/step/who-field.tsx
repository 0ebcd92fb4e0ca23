import { Select } from "antd";
import type { LabelText } from "@/api/types";
import { useLabel, useT } from "@/shell/hooks/text";
import { useOffer } from "../../api/procedures";
import type { Who } from "../../api/shapes";
import styles from "./step.module.css";

type Props = { label: string; value: Who; onChange: (who: Who) => void };

/** Who, by a rule; some rules want to know which team or whom. */
export function WhoField({ label, value, onChange }: Props) {
  const t = useT();
  const said = useLabel();
  const { rules } = useOffer();
  const rule = rules.find(({ code }) => code === value.rule);
  const choices = rule?.choices ?? null;
  return (
    <span className={styles.who}>
      <Select<string>
        aria-label={label}
        value={value.rule}
        showSearch={{ optionFilterProp: "label" }}
        options={rules.map(({ code, title }) => ({ value: code, label: said(title) }))}
        onChange={(next) => {
          const first = rules.find(({ code }) => code === next)?.choices?.[0]?.value;
          onChange({ rule: next, value: first ?? "" });
        }}
      />
      {choices && (
        <Select<string>
          aria-label={t("procedures:who.which", { name: label })}
          {...(value.value ? { value: value.value } : { status: "error" as const })}
          placeholder={t("procedures:who.choose")}
          showSearch={{ optionFilterProp: "label" }}
          options={choices.map((choice) => ({
            value: choice.value,
            label: said(choice.name as LabelText),
          }))}
          onChange={(next) => onChange({ ...value, value: next })}
        />
      )}
    </span>
  );
}
