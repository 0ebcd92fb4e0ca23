import { Button, Form, Input } from "antd";
import { useFields } from "@/shell/hooks/fields";
import { useLabel, useT } from "@/shell/hooks/text";
import styles from "./fields.module.css";

const COUNTED = ["number", "money", "date"];

/** How a field is reckoned (公式), with the fields it can be made of at hand. */
export function FormulaField({ kind }: { kind: string }) {
  const t = useT();
  const label = useLabel();
  const form = Form.useFormInstance();
  const fields = useFields(kind).filter(({ type, active }) => active && COUNTED.includes(type));
  const add = (code: string) => {
    const held = String(form.getFieldValue("formula") ?? "");
    form.setFieldValue("formula", `${held}${held && !held.endsWith(" ") ? " " : ""}${code}`);
  };
  return (
    <>
      <Form.Item
        name="formula"
        label={t("catalogue:fields.formula")}
        extra={t("catalogue:fields.formula.hint")}
        rules={[{ required: true, message: t("catalogue:required") }]}
      >
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={300} />
      </Form.Item>
      <p className={styles.parts}>
        {fields.length === 0 && t("catalogue:fields.formula.none")}
        {fields.map(({ code, name }) => (
          <Button key={code} size="small" onClick={() => add(code)}>
            {label(name)} <span className={styles.code}>{code}</span>
          </Button>
        ))}
      </p>
    </>
  );
}
