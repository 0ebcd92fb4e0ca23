import { Input, Segmented, Select } from "antd";
import { useEffect, useState } from "react";
import { usePresences } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Asked, Box, Sort, Which } from "../api/tickets";
import { useTypes } from "../api/types";
import styles from "./tickets.module.css";

const BOXES: Box[] = ["mine", "team", "watching", "all"];
const WHICH: Which[] = ["live", "late", "ended"];
const SORTS: Sort[] = ["newest", "changed", "due", "priority"];
const PAUSE = 300;

type Props = {
  asked: Asked;
  change: (part: Partial<Asked>) => void;
  counts: { mine: number; overdue: number; unowned: number } | undefined;
};

const number = (count: number | undefined) => (count ? ` ${count >= 100 ? "99+" : count}` : "");

/** Whose tickets, which, and in what order. */
export function Filters({ asked, change, counts }: Props) {
  const t = useT();
  const label = useLabel();
  const types = useTypes();
  const people = usePresences();
  const [text, setText] = useState(asked.q);
  useEffect(() => {
    if (text.trim() === asked.q) return;
    const timer = setTimeout(() => change({ q: text.trim() }), PAUSE);
    return () => clearTimeout(timer);
  }, [text, asked.q, change]);
  const boxCount = { mine: counts?.mine, team: counts?.unowned, watching: 0, all: 0 };
  return (
    <div className={styles.filters}>
      <Segmented<Box>
        aria-label={t("tickets:whose")}
        value={asked.box}
        onChange={(box) => change({ box })}
        options={BOXES.map((value) => ({
          value,
          label: t(`tickets:box.${value}`) + number(boxCount[value]),
        }))}
      />
      <Segmented<Which>
        aria-label={t("tickets:which")}
        value={asked.which}
        onChange={(which) => change({ which })}
        options={WHICH.map((value) => ({
          value,
          label: t(`tickets:show.${value}`) + (value === "late" ? number(counts?.overdue) : ""),
        }))}
      />
      <Input.Search
        className={styles.search ?? ""}
        allowClear
        aria-label={t("tickets:search")}
        placeholder={t("tickets:search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Select
        className={styles.choose ?? ""}
        allowClear
        aria-label={t("tickets:field.type")}
        placeholder={t("tickets:field.type")}
        value={asked.type}
        onChange={(type) => change({ type })}
        options={types.map((type) => ({ value: type.id, label: label(type.name) }))}
      />
      <Select
        className={styles.choose ?? ""}
        allowClear
        aria-label={t("tickets:field.priority")}
        placeholder={t("tickets:field.priority")}
        value={asked.priority}
        onChange={(priority) => change({ priority })}
        options={[5, 4, 3, 2, 1].map((value) => ({
          value,
          label: t(`tickets:priority.${value}`),
        }))}
      />
      {asked.box !== "mine" && (
        <Select
          className={styles.choose ?? ""}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("tickets:field.owner")}
          placeholder={t("tickets:field.owner")}
          value={asked.owner}
          onChange={(owner) => change({ owner })}
          options={people.map((each) => ({ value: each.staff_id, label: each.name }))}
        />
      )}
      <Select<Sort>
        className={styles.choose ?? ""}
        aria-label={t("tickets:sort")}
        value={asked.sort}
        disabled={asked.q !== ""}
        onChange={(sort) => change({ sort })}
        options={SORTS.map((value) => ({ value, label: t(`tickets:sort.${value}`) }))}
      />
    </div>
  );
}
