import { useFields } from "@/shell/hooks/fields";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Asked } from "./asked";
import { type Option, useOptions } from "./options";
import { useTypes } from "./types";

export type BoardColumn = { key: string | null; name: string; count: number };
type Group = { key: string | null; count: number };

/** What tickets can be grouped by, besides choices of their own fields. */
export const GROUPINGS = ["status", "owner_id", "priority", "type_id", "team_id", "state"];

/** What can be asked for as missing. */
const MISSING = ["owner_id", "team_id"] as const;
type Missing = (typeof MISSING)[number];
const canMiss = (by: string): by is Missing => MISSING.includes(by as Missing);

/** The filter of one column. */
export function narrowed(asked: Asked, by: string, key: string | null): Asked {
  if (by.startsWith("field:")) {
    const code = by.slice("field:".length);
    const others = (asked.field ?? []).filter((text) => !text.startsWith(`${code}:`));
    return { ...asked, field: [...others, `${code}:${key}`] };
  }
  if (key === null)
    return canMiss(by) ? { ...asked, without: [...(asked.without ?? []), by] } : asked;
  return { ...asked, [by]: [by === "priority" ? Number(key) : key] };
}

/**
 * The columns of a board: known values in their usual order, then others. `empty` stand there also
 * without tickets.
 */
export function columnsOf(
  groups: Group[],
  known: Option[],
  empty: string[],
  names: { none: string | null; other: string },
): BoardColumn[] {
  const counts = new Map(groups.map(({ key, count }) => [key, count]));
  const codes = new Set(known.map(({ value }) => String(value)));
  const nobody = counts.get(null);
  return [
    ...(names.none && nobody ? [{ key: null, name: names.none, count: nobody }] : []),
    ...known
      .map(({ value, label }) => {
        const key = String(value);
        return { key, name: label, count: counts.get(key) ?? 0 };
      })
      .filter(({ key, count }) => count > 0 || empty.includes(key)),
    ...groups
      .filter(({ key }) => key !== null && !codes.has(key))
      .map(({ key, count }) => ({ key, name: names.other, count })),
  ];
}

/**
 * The columns of a board. Where one type is asked for alone, its statuses stand there also empty:
 * that is where cards are put.
 */
export function useBoardColumns(asked: Asked, by: string, groups: Group[]): BoardColumn[] {
  const t = useT();
  const label = useLabel();
  const options = useOptions(by) ?? [];
  const field = useFields("ticket").find(({ code }) => by === `field:${code}`);
  const alone = asked.type_id?.length === 1 ? asked.type_id[0] : undefined;
  const type = useTypes().find(({ id }) => id === alone);
  const own = by === "status" ? (type?.statuses ?? []) : [];
  const known = field
    ? field.choices.map(({ code, name }) => ({ value: code, label: label(name) }))
    : own.length > 0
      ? own.map(({ code, name }) => ({ value: code, label: label(name) }))
      : options;
  const states = asked.state ?? [];
  const empty = own
    .filter(({ kind, active }) => active && (states.length === 0 || states.includes(kind)))
    .map(({ code }) => code);
  return columnsOf(groups, known, empty, {
    none: canMiss(by) ? t("tickets:unowned") : null,
    other: t("tickets:board.other"),
  });
}
