import { Button, Tooltip } from "antd";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Field, FieldValue, FieldValues } from "@/api/types";
import { FieldInput } from "./field-input";
import styles from "./field-list.module.css";
import { fieldErrors, useFieldText } from "./fields";
import { isComposing } from "./shortcuts";
import { useLabel, useT } from "./text";

type Props = {
  fields: Field[];
  values: FieldValues;
  /** Filled in, but not for me to see. */
  masked?: string[];
  editable: boolean;
  /** What the ids among the values are called, and where what they name is shown. */
  names?: Record<string, string>;
  pathOf?: (field: Field, value: string) => string | null;
  /** Fails with what the server says; everything else it says itself. */
  save: (code: string, value: FieldValue) => Promise<unknown>;
};

const CHOSEN: Field["type"][] = ["choice", "yes_no", "customer", "staff", "file"];

/** Custom fields with their values, edited in place: click, write, Enter; Esc leaves it as it was. */
export function FieldList(props: Props) {
  const { fields, values, masked = [], editable, names = {}, pathOf, save } = props;
  const [edited, setEdited] = useState<string | null>(null);
  const [left, setLeft] = useState<string | null>(null);
  const shown = fields.filter(
    ({ code, active, on_card, type }) =>
      on_card &&
      (active || code in values || masked.includes(code)) &&
      ((editable && type !== "formula") || code in values),
  );
  return (
    <dl className={styles.list}>
      {shown.map((field) => (
        <Line
          key={field.code}
          field={field}
          value={values[field.code]}
          hidden={masked.includes(field.code)}
          editable={
            editable &&
            field.type !== "formula" &&
            (field.active ?? true) &&
            !masked.includes(field.code)
          }
          names={names}
          pathOf={pathOf}
          edited={edited === field.code}
          left={left === field.code}
          edit={(on) => {
            setEdited(on ? field.code : null);
            setLeft(on ? null : field.code);
          }}
          save={(value) => save(field.code, value)}
        />
      ))}
    </dl>
  );
}

type LineProps = {
  field: Field;
  value: FieldValue | undefined;
  hidden: boolean;
  editable: boolean;
  names: Record<string, string>;
  pathOf: Props["pathOf"];
  edited: boolean;
  /** It was edited last: the focus comes back to it. */
  left: boolean;
  edit: (on: boolean) => void;
  save: (value: FieldValue) => Promise<unknown>;
};

function Line(props: LineProps) {
  const { field, value, hidden, editable, names, pathOf, edited, left, edit, save } = props;
  const label = useLabel();
  const name = label(field.name);
  const help = label(field.help);
  return (
    <>
      <dt>{help ? <Tooltip title={help}>{name}</Tooltip> : name}</dt>
      <dd>
        {edited ? (
          <Editor field={field} value={value} names={names} save={save} done={() => edit(false)} />
        ) : (
          <Shown
            field={field}
            value={value}
            hidden={hidden}
            names={names}
            path={typeof value === "string" ? (pathOf?.(field, value) ?? null) : null}
            left={left}
            {...(editable ? { edit: () => edit(true) } : {})}
          />
        )}
      </dd>
    </>
  );
}

type ShownProps = Pick<LineProps, "field" | "value" | "hidden" | "names" | "left"> & {
  path: string | null;
  edit?: () => void;
};

function Shown({ field, value, hidden, names, path, left, edit }: ShownProps) {
  const t = useT();
  const name = useLabel()(field.name);
  const text = useFieldText()(field, value, names);
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (left) place.current?.focus();
  }, [left]);
  if (hidden) return <Tooltip title={t("shell:field.hidden")}>{text || "••••"}</Tooltip>;
  const href = field.type === "url" ? text : path;
  const link = text !== "" && Boolean(href);
  const shown = link ? (
    <a href={href ?? ""} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  ) : (
    <span className={field.type === "long_text" ? styles.long : undefined}>{text}</span>
  );
  if (!edit) return shown;
  const written = text && !link ? text : t(link ? "shell:edit" : "shell:field.fill");
  const said = text && !link ? `${t("shell:field.edit", { name })}: ${text}` : `${written} ${name}`;
  return (
    <>
      {link && shown}{" "}
      <button
        type="button"
        ref={place}
        className={`plain ${text && !link ? styles.value : styles.fill}`}
        // What is written on it stands in its name, too, for who speaks to the page.
        aria-label={said}
        onClick={edit}
      >
        {text && !link ? shown : written}
      </button>
    </>
  );
}

type EditorProps = Pick<LineProps, "field" | "value" | "names" | "save"> & { done: () => void };

function Editor({ field, value, names, save, done }: EditorProps) {
  const t = useT();
  const id = useId();
  const [draft, setDraft] = useState<FieldValue>(value ?? null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const store = (next: FieldValue) => {
    if (busy) return;
    if (JSON.stringify(next) === JSON.stringify(value ?? null)) return done();
    setBusy(true);
    save(next).then(done, (reason: unknown) => {
      setBusy(false);
      const said = fieldErrors(reason)?.[field.code];
      // What was not about this field has been said elsewhere; what was written stays.
      setError(said ?? null);
    });
  };
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      done();
    }
    const lines = field.type === "long_text" && !event.ctrlKey && !event.metaKey;
    if (event.key === "Enter" && !lines && field.type !== "choices") {
      event.preventDefault();
      store(draft);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the control inside has the focus
    <div className={styles.editor} onKeyDown={onKey}>
      <FieldInput
        field={field}
        value={draft}
        names={names}
        autoFocus
        invalid={error !== null}
        describedBy={error ? id : undefined}
        onChange={(next) => {
          setDraft(next);
          // One click chooses; there is nothing more to confirm.
          if (CHOSEN.includes(field.type)) store(next);
        }}
      />
      {error && (
        <p id={id} role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <div className={styles.actions}>
        <Button size="small" onClick={done}>
          {t("shell:cancel")}
        </Button>
        <Button size="small" type="primary" loading={busy} onClick={() => store(draft)}>
          {t("shell:save")}
        </Button>
      </div>
    </div>
  );
}
