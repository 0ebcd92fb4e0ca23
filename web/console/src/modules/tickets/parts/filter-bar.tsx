import { CloseOutlined, FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Dropdown, Input, Segmented } from "antd";
import { useEffect, useState } from "react";
import { useShops } from "@/shell/hooks/directory";
import { useFields } from "@/shell/hooks/fields";
import { useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { type Asked, LISTS } from "../api/asked";
import { FilterValue } from "./filter-value";
import styles from "./list.module.css";

const BOXES = ["all", "mine", "team", "watching"] as const;
const MOST_FIELDS = 5;
const PAUSE = 300;

type Props = { asked: Asked; change: (part: Asked) => void };

/** Which parts of the filter say something. */
function partsOf(asked: Asked): string[] {
  const lists = LISTS.filter((part) => part !== "field" && (asked[part]?.length ?? 0) > 0);
  return [
    ...lists,
    ...(asked.due ? ["due"] : []),
    ...(asked.promise ? ["promise"] : []),
    ...(asked.made_after || asked.made_before ? ["made"] : []),
    ...(asked.field ?? []).map((text) => `field:${text.split(":")[0]}`),
  ];
}

const emptied = (part: string, asked: Asked): Asked => {
  if (part === "made") return { made_after: null, made_before: null };
  if (!part.startsWith("field:"))
    return { [part]: part === "due" || part === "promise" ? null : [] };
  const code = part.slice("field:".length);
  return { field: (asked.field ?? []).filter((text) => !text.startsWith(`${code}:`)) };
};

/** The filter, put together part by part (筛选). */
export function FilterBar({ asked, change }: Props) {
  const t = useT();
  const nameOf = usePartNames();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const [begun, setBegun] = useState<string[]>([]);
  const said = partsOf(asked);
  const shown = [...said, ...begun.filter((part) => !said.includes(part))];
  const fieldsFull = shown.filter((part) => part.startsWith("field:")).length >= MOST_FIELDS;
  const free = [...nameOf].filter(
    ([part]) => !shown.includes(part) && !(fieldsFull && part.startsWith("field:")),
  );
  if (phone && !open) {
    return (
      <div className={styles.filters}>
        <Words asked={asked} change={change} />
        <Button icon={<FilterOutlined />} aria-expanded={false} onClick={() => setOpen(true)}>
          {said.length > 0
            ? t("tickets:filter.some", { count: said.length })
            : t("tickets:filter.add")}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.filters}>
      <Words asked={asked} change={change} />
      <Segmented
        aria-label={t("tickets:whose")}
        value={asked.box ?? "all"}
        onChange={(box) => change({ box })}
        options={BOXES.map((value) => ({ value, label: t(`tickets:whose.${value}`) }))}
      />
      {shown.map((part) => {
        const name = nameOf.get(part) ?? part;
        return (
          <div key={part} className={styles.chip}>
            <span>{name}</span>
            <FilterValue
              part={part}
              name={name}
              asked={asked}
              fresh={begun.includes(part) && !said.includes(part)}
              change={change}
            />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t("tickets:filter.remove", { name })}
              onClick={() => {
                setBegun(begun.filter((each) => each !== part));
                change(emptied(part, asked));
              }}
            />
          </div>
        );
      })}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: free.map(([key, label]) => ({ key, label })),
          onClick: ({ key }) => setBegun([...begun, key]),
        }}
      >
        <Button icon={<FilterOutlined />}>{t("tickets:filter.add")}</Button>
      </Dropdown>
    </div>
  );
}

/** What can be asked for, with what it is called. */
function usePartNames(): Map<string, string> {
  const t = useT();
  const label = useLabel();
  const shops = useShops();
  const fields = useFields("ticket").filter(
    ({ active, type }) => active && type !== "long_text" && type !== "file",
  );
  const parts = [
    "type_id",
    "status",
    "state",
    "priority",
    "owner_id",
    "team_id",
    ...(shops.length > 1 ? ["shop_id"] : []),
    "subject_id",
    "tag",
    "due",
    "promise",
    "made",
    "without",
  ];
  return new Map([
    ...parts.map((part) => [part, t(`tickets:filter.${part}`)] as const),
    ...fields.map((field) => [`field:${field.code}`, label(field.name)] as const),
  ]);
}

/** Words are looked for once they stand still. */
function Words({ asked, change }: Props) {
  const t = useT();
  const held = asked.q ?? "";
  const [text, setText] = useState(held);
  useEffect(() => setText((now) => (now.trim() === held ? now : held)), [held]);
  useEffect(() => {
    if (text.trim() === held) return;
    const timer = setTimeout(() => change({ q: text.trim() }), PAUSE);
    return () => clearTimeout(timer);
  }, [text, held, change]);
  return (
    <Input
      allowClear
      className={styles.search ?? ""}
      prefix={<SearchOutlined />}
      maxLength={100}
      aria-label={t("tickets:search")}
      placeholder={t("tickets:search")}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
