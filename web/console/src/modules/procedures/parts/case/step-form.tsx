import { Checkbox } from "antd";
import { useId } from "react";
import type { FieldValue, FieldValues } from "@/api/types";
import { FieldInput } from "@/shell/hooks/field-input";
import { useLabel, useT } from "@/shell/hooks/text";
import { asField, type missing } from "../../api/form";
import type { FormField, Step } from "../../api/shapes";
import styles from "./case.module.css";

type Props = {
  written: Step;
  values: FieldValues;
  checked: string[];
  /** What is not there yet, once somebody tried to finish. */
  lacks: ReturnType<typeof missing> | null;
  /** What the server said of single values. */
  refused: Record<string, string>;
  fill: (code: string, value: FieldValue) => void;
  tick: (code: string, on: boolean) => void;
};

/** What a step asks for, and what is ticked off on the way. */
export function StepForm({ written, values, checked, lacks, refused, fill, tick }: Props) {
  const t = useT();
  const label = useLabel();
  return (
    <>
      {written.fields.map((field) => (
        <OneField
          key={field.code}
          field={field}
          value={values[field.code]}
          wrong={
            refused[`values.${field.code}`] ??
            (lacks?.fields.includes(field.code) ? t("procedures:required") : undefined)
          }
          fill={(value) => fill(field.code, value)}
        />
      ))}
      {written.checklist.length > 0 && (
        <ul className={styles.checks} aria-label={t("procedures:part.checklist")}>
          {written.checklist.map(({ code, name, required }) => (
            <li key={code} data-lacks={lacks?.checks.includes(code) || undefined}>
              <Checkbox
                checked={checked.includes(code)}
                onChange={({ target }) => tick(code, target.checked)}
              >
                {label(name) || code}
                {required && <Needed />}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type OneProps = {
  field: FormField;
  value: FieldValue | undefined;
  wrong: string | undefined;
  fill: (value: FieldValue) => void;
};

function OneField({ field, value, wrong, fill }: OneProps) {
  const label = useLabel();
  const id = useId();
  const help = label(field.help);
  return (
    <div className={styles.field}>
      <span>
        {label(field.name) || field.code}
        {field.required && <Needed />}
      </span>
      <FieldInput
        field={asField(field)}
        value={value}
        invalid={wrong !== undefined}
        describedBy={wrong ? id : undefined}
        onChange={fill}
      />
      {help && <span className={styles.quiet}>{help}</span>}
      {wrong && (
        <span id={id} className={styles.late}>
          {wrong}
        </span>
      )}
    </div>
  );
}

/** A sign for the eye; the ear hears what lacks when it does. */
function Needed() {
  return (
    <span className={styles.late} aria-hidden="true">
      {" *"}
    </span>
  );
}
