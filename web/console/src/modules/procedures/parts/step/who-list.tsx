import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useT } from "@/shell/hooks/text";
import { useOffer } from "../../api/procedures";
import type { Who } from "../../api/shapes";
import styles from "./step.module.css";
import { WhoField } from "./who-field";

type Props = { label: string; value: Who[]; onChange: (all: Who[]) => void };

/** Several people or teams, each by a rule. */
export function WhoList({ label, value, onChange }: Props) {
  const t = useT();
  const { rules } = useOffer();
  const put = (at: number, who: Who) =>
    onChange(value.map((each, place) => (place === at ? who : each)));
  const add = () => {
    const rule = rules.find(({ code }) => !value.some((each) => each.rule === code)) ?? rules[0];
    if (rule) onChange([...value, { rule: rule.code, value: rule.choices?.[0]?.value ?? "" }]);
  };
  return (
    <>
      {value.map((who, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a person stands where they were put
        <span key={at} className={styles.line}>
          <WhoField label={`${label} ${at + 1}`} value={who} onChange={(next) => put(at, next)} />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t("procedures:remove", { name: `${label} ${at + 1}` })}
            onClick={() => onChange(value.filter((_, place) => place !== at))}
          />
        </span>
      ))}
      <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={add}>
        {label}
      </Button>
    </>
  );
}
