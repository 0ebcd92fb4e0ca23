import { CloseOutlined } from "@ant-design/icons";
import { Button, Form, Select } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Condition, FACTS } from "../api/policies";
import styles from "./servicelevels.module.css";
import { useChoices } from "./use-names";

function Values({ at }: { at: number }) {
  const t = useT();
  const choices = useChoices();
  const field: Condition["field"] | undefined = Form.useWatch(["conditions", at, "field"]);
  const options = field ? choices(field) : [];
  return (
    <Form.Item
      name={[at, "any_of"]}
      rules={[{ required: true, message: t("servicelevels:required") }]}
      className={styles.values}
    >
      <Select
        mode={options.length > 0 ? "multiple" : "tags"}
        options={options}
        optionFilterProp="label"
        tokenSeparators={[",", "，"]}
        placeholder={t("servicelevels:values")}
        aria-label={t("servicelevels:values")}
      />
    </Form.Item>
  );
}

/** For whom a policy is: all of these must hold; none is everybody. */
export function Conditions() {
  const t = useT();
  const facts = FACTS.map((fact) => ({ value: fact, label: t(`servicelevels:fact.${fact}`) }));
  return (
    <Form.List name="conditions">
      {(rows, { add, remove }) => (
        <div className={styles.conditions}>
          {rows.length === 0 && <p className={styles.quiet}>{t("servicelevels:everything")}</p>}
          {rows.map((row) => (
            <div key={row.key} className={styles.condition}>
              <Form.Item name={[row.name, "field"]}>
                <Select options={facts} aria-label={t("servicelevels:fact")} />
              </Form.Item>
              <Values at={row.name} />
              <Button
                type="text"
                icon={<CloseOutlined />}
                aria-label={t("servicelevels:condition.remove")}
                title={t("servicelevels:condition.remove")}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          <Button type="link" size="small" onClick={() => add({ field: "level", any_of: [] })}>
            {t("servicelevels:condition.add")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
