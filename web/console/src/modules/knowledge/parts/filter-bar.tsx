import { FilterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select, TreeSelect } from "antd";
import { useState } from "react";
import { usePresences, useShops } from "@/shell/hooks/directory";
import { useCan } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { countsQuery } from "../api/articles";
import { choicesOf, treeOf, useCategories } from "../api/categories";
import type { DueFilter, Filters } from "../api/filters";
import { type State, WRITE } from "../api/shapes";
import styles from "./articles.module.css";

const STATES: State[] = ["published", "draft", "in_review", "archived"];
const DUES: DueFilter[] = ["expiring", "expired", "review"];

type Props = { filters: Filters; set: (change: { [K in keyof Filters]?: string }) => void };

function Chip(props: { name: string; count?: number; on: boolean; due?: string; act: () => void }) {
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={props.on}
      data-kind={props.due}
      onClick={props.act}
    >
      {props.name}
      {props.count !== undefined && <span className="tnum"> {props.count}</span>}
    </button>
  );
}

/** By state, and by what needs a look. */
function Chips({ filters, set }: Props) {
  const t = useT();
  const { data: counts } = useQuery(countsQuery);
  const free = !filters.state && !filters.due;
  const count = (key: State | DueFilter) => (counts ? { count: counts[key] } : {});
  return (
    <div className={styles.chips}>
      <Chip name={t("knowledge:state.all")} on={free} act={() => set({ state: "", due: "" })} />
      {STATES.map((state) => (
        <Chip
          key={state}
          name={t(`knowledge:state.${state}`)}
          {...count(state)}
          on={filters.state === state}
          act={() => set({ state: filters.state === state ? "" : state, due: "" })}
        />
      ))}
      {DUES.filter((due) => filters.due === due || (counts?.[due] ?? 0) > 0).map((due) => (
        <Chip
          key={due}
          name={t(`knowledge:due.${due}`)}
          {...count(due)}
          due={due}
          on={filters.due === due}
          act={() => set({ due: filters.due === due ? "" : due, state: "" })}
        />
      ))}
    </div>
  );
}

/** What else narrows the list; on a phone also the category. */
function Choices({ filters, set }: Props) {
  const t = useT();
  const label = useLabel();
  const phone = usePhone();
  const shops = useShops();
  const people = usePresences();
  const tree = treeOf(useCategories());
  const one = (key: "kind" | "audience" | "locale", values: string[]) => (
    <Select
      allowClear
      aria-label={t(`knowledge:${key}`)}
      placeholder={t(`knowledge:${key}`)}
      value={filters[key] ?? null}
      onChange={(value) => set({ [key]: value ?? "" })}
      options={values.map((value) => ({ value, label: t(`knowledge:${key}.${value}`) }))}
    />
  );
  return (
    <div className={styles.choices}>
      {phone && (
        <TreeSelect
          allowClear
          treeDefaultExpandAll
          aria-label={t("knowledge:category")}
          placeholder={t("knowledge:category")}
          value={filters.category_id ?? null}
          treeData={choicesOf(tree, label)}
          onChange={(value) => set({ category_id: value ?? "" })}
        />
      )}
      {one("kind", ["article", "case"])}
      {one("audience", ["customers", "staff"])}
      {one("locale", ["zh-CN", "en"])}
      {shops.length > 1 && (
        <Select
          allowClear
          aria-label={t("knowledge:shop")}
          placeholder={t("knowledge:shop")}
          value={filters.shop_id ?? null}
          onChange={(value) => set({ shop_id: value ?? "" })}
          options={shops.map((shop) => ({ value: shop.id, label: shop.name }))}
        />
      )}
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("knowledge:owner")}
        placeholder={t("knowledge:owner")}
        value={filters.owner_id ?? null}
        onChange={(value) => set({ owner_id: value ?? "" })}
        options={people.map((person) => ({ value: person.staff_id, label: person.name }))}
      />
    </div>
  );
}

/** What the list shows (筛选). */
export function FilterBar({ filters, set }: Props) {
  const t = useT();
  const allowed = useCan();
  const chosen = Boolean(
    filters.kind || filters.audience || filters.locale || filters.shop_id || filters.owner_id,
  );
  const [open, setOpen] = useState(chosen);
  return (
    <>
      <div className={styles.bar}>
        {allowed(WRITE) && <Chips filters={filters} set={set} />}
        <Button
          type="text"
          icon={<FilterOutlined />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t("knowledge:filter")}
        </Button>
      </div>
      {open && <Choices filters={filters} set={set} />}
    </>
  );
}
