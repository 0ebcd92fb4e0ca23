import { CaretDownOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Checkbox, Tag } from "antd";
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import type { TicketLine } from "../api/tickets";
import type { Column } from "./columns";
import styles from "./list.module.css";
import { useRowWindow } from "./row-window";

export const ROW = 40;

type Props = {
  tickets: TicketLine[];
  columns: Column[];
  sort: string;
  setSort: ((sort: string) => void) | null;
  chosen: ReadonlySet<string>;
  choose: ((ids: Set<string>) => void) | null;
  more: { there: boolean; loading: boolean; failed: boolean; load: () => void };
};

/** Tickets in a table that stays quick however long it is; moved through with J and K. */
export function TicketTable({ tickets, columns, sort, setSort, chosen, choose, more }: Props) {
  const t = useT();
  const go = useGo();
  const [at, setAt] = useState(-1);
  // The number stands before the title, everything else behind it.
  const [lead, rest] = useMemo(() => {
    const number = columns.find(({ code }) => code === "ref");
    return [number, columns.filter((column) => column !== number)];
  }, [columns]);
  const { place, first, last, above, below } = useRowWindow(tickets.length, ROW);
  const near = last > tickets.length - 30;
  useEffect(() => {
    // What failed is asked for again by the button alone.
    if (near && more.there && !more.loading && !more.failed) more.load();
  }, [near, more]);
  const move = (step: number) => {
    const next = Math.max(0, Math.min(tickets.length - 1, at + step));
    setAt(next);
    const box = place.current;
    if (!box) return;
    const top = next * ROW;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + 2 * ROW > box.scrollTop + box.clientHeight)
      box.scrollTop = top + 2 * ROW - box.clientHeight;
  };
  const latest = useRef({ chosen, choose });
  latest.current = { chosen, choose };
  const toggle = useCallback((id: string) => {
    const next = new Set(latest.current.chosen);
    if (!next.delete(id)) next.add(id);
    latest.current.choose?.(next);
  }, []);
  const open = tickets[at];
  useShortcut("j", () => move(1));
  useShortcut("k", () => move(-1));
  useShortcut("o", () => open && go(`/tickets/${open.id}`), open !== undefined);
  useShortcut("x", () => open && toggle(open.id), open !== undefined && choose !== null);
  const all = tickets.length > 0 && tickets.every(({ id }) => chosen.has(id));
  const width = columns.reduce((sum, column) => sum + column.width, 270);
  return (
    <div ref={place} className={styles.scroll}>
      <table
        className={styles.table}
        style={{ minWidth: width }}
        aria-rowcount={tickets.length + 1}
      >
        <thead>
          <tr>
            {choose && (
              <th className={styles.check}>
                <Checkbox
                  aria-label={t("tickets:choose.all")}
                  checked={all}
                  indeterminate={!all && chosen.size > 0}
                  onChange={() => choose(all ? new Set() : new Set(tickets.map(({ id }) => id)))}
                />
              </th>
            )}
            {lead && <Head column={lead} sort={sort} setSort={setSort} />}
            <th>{t("tickets:field.title")}</th>
            {rest.map((column) => (
              <Head key={column.code} column={column} sort={sort} setSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {tickets.slice(first, last).map((ticket, place) => (
            <Row
              key={ticket.id}
              ticket={ticket}
              lead={lead}
              rest={rest}
              index={first + place}
              current={first + place === at}
              chosen={chosen.has(ticket.id)}
              toggle={choose ? toggle : null}
            />
          ))}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
      </table>
      {more.there && (
        <div className={styles.more}>
          <Button size="small" loading={more.loading} onClick={more.load}>
            {t("shell:more")}
          </Button>
        </div>
      )}
    </div>
  );
}

type HeadProps = { column: Column; sort: string; setSort: ((sort: string) => void) | null };

function Head({ column, sort, setSort }: HeadProps) {
  const sorts = column.sorts ?? [];
  const at = sorts.indexOf(sort);
  if (sorts.length === 0 || !setSort) return <th style={{ width: column.width }}>{column.name}</th>;
  const upwards = ["due", "oldest"].includes(sort) || sort.startsWith("field:");
  return (
    <th
      style={{ width: column.width }}
      aria-sort={at < 0 ? "none" : upwards ? "ascending" : "descending"}
    >
      <button
        type="button"
        className="plain"
        onClick={() => setSort(sorts[(at + 1) % sorts.length] ?? "newest")}
      >
        {column.name}{" "}
        {at >= 0 && <CaretDownOutlined aria-hidden="true" rotate={upwards ? 180 : 0} />}
      </button>
    </th>
  );
}

type RowProps = {
  ticket: TicketLine;
  lead: Column | undefined;
  rest: Column[];
  index: number;
  current: boolean;
  chosen: boolean;
  toggle: ((id: string) => void) | null;
};

/** While one scrolls, rows that stay are not drawn again. */
const Row = memo(function Row({ ticket, lead, rest, index, current, chosen, toggle }: RowProps) {
  const t = useT();
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={toggle ? chosen : undefined}
      data-current={current || undefined}
    >
      {toggle && (
        <td className={styles.check}>
          <Checkbox
            aria-label={t("tickets:choose", { ref: ticket.ref })}
            checked={chosen}
            onChange={() => toggle(ticket.id)}
          />
        </td>
      )}
      {lead && <td>{lead.cell(ticket)}</td>}
      <td className={styles.titleCell}>
        <Link to={`/tickets/${ticket.id}` as never} title={ticket.title}>
          {ticket.title}
        </Link>
        {ticket.tags.slice(0, 2).map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </td>
      {rest.map((column) => (
        <td key={column.code}>{column.cell(ticket)}</td>
      ))}
    </tr>
  );
});
