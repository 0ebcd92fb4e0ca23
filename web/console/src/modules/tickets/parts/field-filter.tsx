import { useEffect, useRef, useState } from "react";
import type { Field } from "@/api/types";
import { FieldInput } from "@/shell/hooks/field-input";
import { isOrdered, useFields } from "@/shell/hooks/fields";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Asked } from "../api/asked";
import { type FieldAsked, readFilter, writeFilter } from "../api/field-filters";
import styles from "./list.module.css";

const PAUSE = 300;

type Props = { part: string; asked: Asked; change: (part: Asked) => void };

/** Tickets by a custom field: a value, or from and to. */
export function FieldFilter({ part, asked, change }: Props) {
  const code = part.slice("field:".length);
  const field = useFields("ticket").find((each) => each.code === code);
  if (!field) return null;
  return <Form field={field} asked={asked} change={change} />;
}

function Form({ field, asked, change }: Omit<Props, "part"> & { field: Field }) {
  const all = asked.field ?? [];
  const mine = all.find((text) => text.startsWith(`${field.code}:`)) ?? null;
  const [draft, setDraft] = useState<FieldAsked>(() => (mine ? readFilter(field, mine) : {}));
  // What was asked for last from here: anything else in the filter comes from somewhere else.
  const sent = useRef(mine);
  useEffect(() => {
    if (mine === sent.current) return;
    sent.current = mine;
    setDraft(mine ? readFilter(field, mine) : {});
  }, [mine, field]);
  const text = writeFilter(field, draft);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      const others = all.filter((each) => !each.startsWith(`${field.code}:`));
      change({ field: text ? [...others, text] : others });
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text, all, field, change]);
  return isOrdered(field) ? (
    <Range field={field} draft={draft} set={setDraft} />
  ) : (
    <div className={styles.value}>
      <FieldInput
        // One choice is asked for at a time, also of fields that hold several.
        field={field.type === "choices" ? { ...field, type: "choice" } : field}
        value={draft.value}
        onChange={(value) => setDraft({ value })}
      />
    </div>
  );
}

type RangeProps = { field: Field; draft: FieldAsked; set: (draft: FieldAsked) => void };

function Range({ field, draft, set }: RangeProps) {
  const t = useT();
  const label = useLabel();
  return (["from", "to"] as const).map((which) => {
    const name = t(`tickets:${which}.of`, { name: label(field.name) });
    return (
      <div key={which} className={styles.value}>
        <FieldInput
          field={{ ...field, name: { "zh-CN": name, en: name } }}
          value={draft[which]}
          onChange={(value) => set({ ...draft, [which]: value })}
        />
      </div>
    );
  });
}
