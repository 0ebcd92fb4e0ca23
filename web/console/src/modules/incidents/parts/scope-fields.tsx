import { DeleteOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useT } from "@/shell/hooks/text";
import type { Condition } from "../api/incidents";
import { useFields } from "../api/scope";
import styles from "./incidents.module.css";

type Props = { value?: Condition[]; onChange?: (value: Condition[]) => void };

/** The conditions of a scope as a field of a form (影响范围). */
export function ScopeFields({ value = [], onChange }: Props) {
  const t = useT();
  const known = useFields();
  const used = new Set(value.map(({ field }) => field));
  const free = known.fields.filter((each) => !used.has(each.value));
  const replace = (at: number, next: Condition) =>
    onChange?.(value.map((each, place) => (place === at ? next : each)));
  return (
    <div>
      {value.map((condition, at) => {
        const choices = known.choices(condition.field);
        return (
          <div key={condition.field} className={styles.condition}>
            <Select
              aria-label={t("incidents:condition")}
              value={condition.field}
              options={[{ value: condition.field, label: known.name(condition.field) }, ...free]}
              onChange={(field: string) => replace(at, { field, any_of: [] })}
            />
            <Select
              mode={choices ? "multiple" : "tags"}
              tokenSeparators={[",", "，", "、"]}
              aria-label={known.name(condition.field)}
              placeholder={t(choices ? "incidents:choose" : "incidents:type")}
              value={condition.any_of}
              options={choices ?? []}
              showSearch={{ optionFilterProp: "label" }}
              notFoundContent={null}
              // Words are typed: there is nothing to choose from.
              {...(choices ? {} : { open: false, suffixIcon: null })}
              onChange={(any_of: string[]) => replace(at, { ...condition, any_of })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("incidents:condition.remove", { name: known.name(condition.field) })}
              onClick={() => onChange?.(value.filter((_, place) => place !== at))}
            />
          </div>
        );
      })}
      {free[0] && (
        <Button
          size="small"
          type="dashed"
          onClick={() => free[0] && onChange?.([...value, { field: free[0].value, any_of: [] }])}
        >
          + {t("incidents:condition.add")}
        </Button>
      )}
    </div>
  );
}
