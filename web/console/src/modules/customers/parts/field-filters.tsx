import { DeleteOutlined, FilterOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useState } from "react";
import type { Field } from "@/api/types";
import { FieldInput } from "@/shell/hooks/field-input";
import { isOrdered } from "@/shell/hooks/fields";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Columns } from "../api/columns";
import { type Draft, filterText } from "../api/filters";
import styles from "./field-filters.module.css";

const MOST = 5;

type Props = { onChange: (filters: string[]) => void; columns: Columns };

/** Finds customers by custom fields, and chooses which of them the list shows (筛选与列). */
export function FieldFilters({ onChange, columns }: Props) {
  const t = useT();
  const label = useLabel();
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const { offered } = columns;
  if (offered.length === 0) return null;
  const used = new Set(drafts.map(({ code }) => code));
  const free = offered.filter(({ code }) => !used.has(code));
  const options = (fields: Field[]) =>
    fields.map((field) => ({ value: field.code, label: label(field.name) }));
  const change = (next: Draft[]) => {
    setDrafts(next);
    onChange(
      next.flatMap((draft) => {
        const field = offered.find(({ code }) => code === draft.code);
        return (field && filterText(draft, field)) ?? [];
      }),
    );
  };
  return (
    <div className={styles.bar}>
      {drafts.map((draft, at) => {
        const field = offered.find(({ code }) => code === draft.code);
        if (!field) return null;
        const replace = (next: Draft) =>
          change(drafts.map((each, place) => (place === at ? next : each)));
        return (
          <div key={draft.code} className={styles.filter}>
            <Select
              aria-label={t("customers:filter.field")}
              value={draft.code}
              options={options([field, ...free])}
              onChange={(code) => replace({ code })}
            />
            <Asked field={field} draft={draft} change={replace} />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("customers:filter.remove", { name: label(field.name) })}
              onClick={() => change(drafts.filter((_, place) => place !== at))}
            />
          </div>
        );
      })}
      <div className={styles.tools}>
        {free[0] && drafts.length < MOST && (
          <Button
            icon={<FilterOutlined />}
            onClick={() => free[0] && setDrafts([...drafts, { code: free[0].code }])}
          >
            {t("customers:filter.add")}
          </Button>
        )}
        <Select
          mode="multiple"
          className={styles.columns}
          aria-label={t("customers:columns")}
          placeholder={t("customers:columns")}
          maxTagCount="responsive"
          value={columns.shown.map(({ code }) => code)}
          options={options(offered)}
          onChange={columns.choose}
        />
      </div>
    </div>
  );
}

type AskedProps = { field: Field; draft: Draft; change: (draft: Draft) => void };

function Asked({ field, draft, change }: AskedProps) {
  const t = useT();
  const label = useLabel();
  if (!isOrdered(field)) {
    // One choice is asked for at a time, also of fields that hold several.
    const asked: Field = field.type === "choices" ? { ...field, type: "choice" } : field;
    return (
      <div className={styles.value}>
        <FieldInput
          field={asked}
          value={draft.value}
          onChange={(value) => change({ ...draft, value })}
        />
      </div>
    );
  }
  const end = (which: "from" | "to") => (
    <div className={styles.value}>
      <FieldInput
        field={{
          ...field,
          name: {
            "zh-CN": t(`customers:filter.${which}`, { name: label(field.name) }),
            en: t(`customers:filter.${which}`, { name: label(field.name) }),
          },
        }}
        value={draft[which]}
        onChange={(value) => change({ ...draft, [which]: value })}
      />
    </div>
  );
  return (
    <>
      {end("from")}
      <span aria-hidden="true">–</span>
      {end("to")}
    </>
  );
}
