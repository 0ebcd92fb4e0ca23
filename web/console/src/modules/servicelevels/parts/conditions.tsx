import { CloseOutlined } from "@ant-design/icons";
import { Button, Form, Select } from "antd";
import { useT } from "@/shell/hooks/text";
import styles from "./servicelevels.module.css";
import type { About } from "./use-abouts";

function Values({ at, about }: { at: number; about: About }) {
  const t = useT();
  const field: string | undefined = Form.useWatch(["conditions", at, "field"]);
  const options = field ? about.choices(field) : [];
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
export function Conditions({ about }: { about: About }) {
  const t = useT();
  return (
    <Form.List name="conditions">
      {(rows, { add, remove }) => (
        <div className={styles.conditions}>
          {rows.length === 0 && <p className={styles.quiet}>{t("servicelevels:everything")}</p>}
          {rows.map((row) => (
            <div key={row.key} className={styles.condition}>
              <Form.Item name={[row.name, "field"]}>
                <Select options={about.facts} aria-label={t("servicelevels:fact")} />
              </Form.Item>
              <Values at={row.name} about={about} />
              <Button
                type="text"
                icon={<CloseOutlined />}
                aria-label={t("servicelevels:condition.remove")}
                title={t("servicelevels:condition.remove")}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          <Button
            type="link"
            size="small"
            onClick={() => add({ field: about.facts[0]?.value, any_of: [] })}
          >
            {t("servicelevels:condition.add")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
