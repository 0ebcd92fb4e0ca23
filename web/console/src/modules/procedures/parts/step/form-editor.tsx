import { Checkbox, Input, InputNumber, Select } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import { codesOf, freeCode } from "../../api/document";
import { type Choice, type FieldKind, type FormField, wholeField } from "../../api/shapes";
import { Pair } from "./pair";
import { Rows } from "./rows";
import styles from "./step.module.css";

const KINDS: FieldKind[] = [
  "text",
  "long_text",
  "number",
  "money",
  "date",
  "yes_no",
  "choice",
  "choices",
  "url",
  "phone",
  "email",
];
const NOTHING = { "zh-CN": "", en: "" };

type Props = { fields: FormField[]; onChange: (fields: FormField[]) => void };

/** What a step asks to be filled in (表单). */
export function FormEditor({ fields, onChange }: Props) {
  const t = useT();
  const label = useLabel();
  return (
    <Rows<FormField>
      rows={fields}
      onChange={onChange}
      nameOf={({ name, code }) => label(name) || code}
      add={{
        label: t("procedures:field.add"),
        make: () => wholeField({ code: freeCode("field", codesOf(fields)), name: NOTHING }),
      }}
    >
      {(field, put) => <OneField field={field} put={put} />}
    </Rows>
  );
}

type OneProps = { field: FormField; put: (change: Partial<FormField>) => void };

function OneField({ field, put }: OneProps) {
  const t = useT();
  const chosen = field.type === "choice" || field.type === "choices";
  return (
    <div className={styles.one}>
      <Pair title={t("procedures:field")} value={field.name} onChange={(name) => put({ name })} />
      <span className={styles.line}>
        <Select<FieldKind>
          className={styles.kind ?? ""}
          aria-label={t("procedures:field.type")}
          value={field.type}
          options={KINDS.map((kind) => ({
            value: kind,
            label: t(`catalogue:fields.type.${kind}`),
          }))}
          onChange={(type) => put({ type })}
        />
        {field.type === "money" && (
          <Input
            className={styles.currency ?? ""}
            aria-label={t("catalogue:fields.currency")}
            maxLength={3}
            value={field.currency}
            onChange={({ target }) => put({ currency: target.value.toUpperCase() })}
          />
        )}
        {field.type === "number" && (
          <InputNumber
            className={styles.amount ?? ""}
            min={0}
            max={6}
            aria-label={t("catalogue:fields.decimals")}
            value={field.decimals}
            onChange={(decimals) => put({ decimals: Number(decimals ?? 0) })}
          />
        )}
        <Checkbox
          checked={field.required}
          onChange={({ target }) => put({ required: target.checked })}
        >
          {t("procedures:field.required")}
        </Checkbox>
      </span>
      {chosen && <Choices choices={field.choices} onChange={(choices) => put({ choices })} />}
    </div>
  );
}

type ChoicesProps = { choices: Choice[]; onChange: (choices: Choice[]) => void };

function Choices({ choices, onChange }: ChoicesProps) {
  const t = useT();
  const label = useLabel();
  return (
    <div className={styles.choices}>
      <Rows<Choice>
        rows={choices}
        onChange={onChange}
        nameOf={({ name, code }) => label(name) || code}
        add={{
          label: t("catalogue:fields.choice.add"),
          make: () => ({ code: freeCode("c", codesOf(choices)), name: NOTHING }),
        }}
      >
        {(choice, put) => (
          <div className={styles.one}>
            <Pair
              title={t("catalogue:fields.choice")}
              value={choice.name}
              onChange={(name) => put({ name })}
            />
          </div>
        )}
      </Rows>
    </div>
  );
}
