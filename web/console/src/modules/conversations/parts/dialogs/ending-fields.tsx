import { Checkbox, Input, Radio } from "antd";
import { useEffect, useId, useRef } from "react";
import type { Field, FieldValue, FieldValues } from "@/api/types";
import { FieldInput } from "@/shell/hooks/field-input";
import { useFields } from "@/shell/hooks/fields";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Ending, Result } from "../../api/actions";
import { useValues } from "../../api/fields";
import styles from "./dialogs.module.css";
import { PutSummary } from "./put-summary";

type Said = Omit<Ending, "subject">;

export const NOTHING_SAID: Said = { note: "", result: "solved", followUp: false, fields: {} };

const RESULTS: Result[] = ["solved", "unsolved", "no_answer"];

type Props = {
  id: string;
  ending: Said;
  /** What is wrong with single fields, or missing. */
  errors: Record<string, string>;
  change: (change: Partial<Said>) => void;
  submit: () => void;
};

/** What is said at the end besides the subject: how it came out, a note, the fields asked for. */
export function EndingFields({ id, ending, errors, change, submit }: Props) {
  const t = useT();
  return (
    <>
      <Asked
        id={id}
        given={ending.fields}
        errors={errors}
        change={(fields) => change({ fields })}
      />
      <div className={styles.ending}>
        <Radio.Group
          aria-label={t("conversations:close.result")}
          value={ending.result}
          onChange={(event) => change({ result: event.target.value as Result })}
          options={RESULTS.map((value) => ({
            value,
            label: t(`conversations:close.result.${value}`),
          }))}
        />
        <Checkbox
          checked={ending.followUp}
          onChange={(event) => change({ followUp: event.target.checked })}
        >
          {t("conversations:close.follow_up")}
        </Checkbox>
      </div>
      <Input
        aria-label={t("conversations:close.note")}
        placeholder={t("conversations:close.note")}
        value={ending.note}
        onChange={(event) => change({ note: event.target.value })}
        onPressEnter={(event) => {
          if (!isComposing(event)) submit();
        }}
      />
      <PutSummary id={id} text={ending.note} put={(note) => change({ note })} />
    </>
  );
}

type AskedProps = {
  id: string;
  given: FieldValues;
  errors: Record<string, string>;
  change: (given: FieldValues) => void;
};

function Asked({ id, given, errors, change }: AskedProps) {
  const fields = useFields("conversation").filter((field) => field.active && field.at_closing);
  const held = useValues(id).data?.fields ?? {};
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The first field that stops the end is where one goes on.
    if (Object.keys(errors).length > 0)
      place.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [errors]);
  if (fields.length === 0) return null;
  return (
    <div ref={place} className={styles.asked}>
      {fields.map((field) => (
        <AskedField
          key={field.code}
          field={field}
          value={field.code in given ? given[field.code] : held[field.code]}
          error={errors[field.code]}
          change={(value) => change({ ...given, [field.code]: value })}
        />
      ))}
    </div>
  );
}

type FieldProps = {
  field: Field;
  value: FieldValue | undefined;
  error: string | undefined;
  change: (value: FieldValue) => void;
};

function AskedField({ field, value, error, change }: FieldProps) {
  const label = useLabel();
  const id = useId();
  const help = error ?? label(field.help);
  return (
    <div>
      <span className={styles.label}>
        {label(field.name)}
        {field.required && (
          <span className={styles.needed} aria-hidden="true">
            {" "}
            *
          </span>
        )}
      </span>
      <FieldInput
        field={field}
        value={value}
        invalid={error !== undefined}
        describedBy={help ? id : undefined}
        onChange={change}
      />
      {help && (
        <p
          id={id}
          className={error ? styles.error : styles.detail}
          role={error ? "alert" : undefined}
        >
          {help}
        </p>
      )}
    </div>
  );
}
