import { DeleteOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Condition, Fact } from "../api/automation";
import styles from "./automation.module.css";

type Op = Condition["op"];

const OPS: Record<Fact["type"], Op[]> = {
  choice: ["any", "none", "filled", "empty"],
  tags: ["any", "none", "filled", "empty"],
  words: ["any", "none"],
  number: ["least", "most", "any", "filled", "empty"],
  date: ["least", "most", "filled", "empty"],
  yes_no: ["any"],
};

type ValuesProps = { fact: Fact; one: Condition; change: (values: string[]) => void };

function Values({ fact, one, change }: ValuesProps) {
  const t = useT();
  const label = useLabel();
  if (one.op === "filled" || one.op === "empty") return null;
  const common = { "aria-label": t("automation:values"), className: styles.values };
  if (fact.type === "yes_no") {
    const options = ["yes", "no"].map((value) => ({ value, label: t(`automation:${value}`) }));
    return (
      <Select
        {...common}
        value={one.values[0] ?? null}
        options={options}
        onChange={(value: string) => change([value])}
      />
    );
  }
  if (fact.type === "number" || fact.type === "date") {
    return (
      <Input
        {...common}
        type={fact.type}
        value={one.values[0] ?? ""}
        onChange={(event) => change(event.target.value ? [event.target.value] : [])}
      />
    );
  }
  return (
    <Select
      {...common}
      // Words of one's own: Enter or a comma ends each.
      mode={fact.choices ? "multiple" : "tags"}
      tokenSeparators={fact.choices ? [] : [",", "，", "、"]}
      placeholder={t(fact.choices ? "automation:choose" : "automation:values.type")}
      showSearch={{ optionFilterProp: "label" }}
      options={(fact.choices ?? []).map((choice) => ({
        value: choice.value,
        label: label(choice.name),
      }))}
      notFoundContent={null}
      value={one.values}
      onChange={change}
    />
  );
}

type Props = {
  facts: Fact[];
  one: Condition;
  change: (next: Condition) => void;
  remove: () => void;
};

/** One condition: what is asked, how, and of which values. */
export function ConditionRow({ facts, one, change, remove }: Props) {
  const t = useT();
  const label = useLabel();
  const fact = facts.find((each) => each.code === one.fact);
  const options = facts.map((each) => ({ value: each.code, label: label(each.title) }));
  return (
    <div className={styles.condition}>
      <Select
        className={styles.fact}
        aria-label={t("automation:fact")}
        showSearch={{ optionFilterProp: "label" }}
        value={one.fact}
        options={fact ? options : [{ value: one.fact, label: one.fact }, ...options]}
        onChange={(code) => {
          const next = facts.find((each) => each.code === code);
          change({ fact: code, op: next ? (OPS[next.type][0] ?? "any") : "any", values: [] });
        }}
      />
      {fact && (
        <Select
          className={styles.op}
          aria-label={t("automation:op")}
          value={one.op}
          options={OPS[fact.type].map((op) => ({
            value: op,
            label: t(`automation:op.${fact.type === "words" ? "words." : ""}${op}`),
          }))}
          onChange={(op) => change({ ...one, op, values: op === "filled" ? [] : one.values })}
        />
      )}
      {fact && <Values fact={fact} one={one} change={(values) => change({ ...one, values })} />}
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t("automation:condition.remove")}
        onClick={remove}
      />
    </div>
  );
}
