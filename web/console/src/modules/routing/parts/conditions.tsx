import { DeleteOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useId } from "react";
import type { Condition } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import { type Field, useNames } from "../api/names";
import styles from "./rules.module.css";

type Props = { value?: Condition[]; onChange?: (value: Condition[]) => void };

/** The conditions of a rule as a field of a form; all must be met, each by any of its values. */
export function Conditions({ value = [], onChange }: Props) {
  const t = useT();
  const names = useNames();
  const id = useId();
  const used = new Set(value.map(({ field }) => field));
  const free = names.fields.filter((field) => !used.has(field.value));
  const replace = (at: number, next: Condition) =>
    onChange?.(value.map((each, place) => (place === at ? next : each)));
  return (
    <div>
      {value.length === 0 && <p className={styles.quiet}>{t("routing:conditions.none")}</p>}
      {value.map((condition, at) => {
        const choices = names.choices(condition.field);
        return (
          <div key={condition.field} className={styles.condition}>
            <Select
              aria-label={t("routing:condition")}
              value={condition.field}
              className={styles.field}
              options={[{ value: condition.field, label: names.field(condition.field) }, ...free]}
              onChange={(field: Field) => replace(at, { field, any_of: [] })}
            />
            <Select
              // Words of one's own: Enter or a comma ends each.
              mode={choices && condition.field !== "language" ? "multiple" : "tags"}
              tokenSeparators={[",", "，", "、"]}
              id={`${id}-${condition.field}`}
              aria-label={names.field(condition.field)}
              placeholder={t(choices ? "routing:values.choose" : "routing:values.type")}
              className={styles.values}
              value={condition.any_of}
              showSearch={{ optionFilterProp: "label" }}
              options={choices ?? []}
              notFoundContent={null}
              onChange={(any_of: string[]) => replace(at, { ...condition, any_of })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("routing:condition.remove")}
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
          + {t("routing:condition.add")}
        </Button>
      )}
    </div>
  );
}
