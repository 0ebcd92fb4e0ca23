import type { Hours } from "@/api/types";

export type Span = [string, string];
export type Week = Span[][];

export const WORKDAYS: Week = [
  ...Array.from({ length: 5 }, (): Span[] => [["09:00", "18:00"]]),
  [],
  [],
];

/** Seven days from Monday, whatever the server or a form left out. */
export function fullWeek(week: readonly (readonly (readonly string[])[])[]): Week {
  return Array.from({ length: 7 }, (_, day) =>
    (week[day] ?? []).map((span): Span => [span[0] ?? "09:00", span[1] ?? "18:00"]),
  );
}

/** What people type for a time: "9", "930", "9:30", "9：30" become "09:00", "09:30"; else null. */
export function timeFrom(text: string): string | null {
  const plain = text.trim().replace("：", ":");
  const found = /^(\d{1,2})(?::?(\d{2}))?$/.exec(plain);
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** The first day with a span that ends before it begins or runs into the next, or null. */
export function wrongDay(week: Week): number | null {
  for (const [day, spans] of week.entries()) {
    const sorted = [...spans].sort((a, b) => a[0].localeCompare(b[0]));
    for (const [at, [from, to]] of sorted.entries()) {
      const next = sorted[at + 1];
      if (from >= to || (next && next[0] < to)) return day;
    }
  }
  return null;
}

/** "Mon-Fri"-like groups: neighbouring days with the same hours stand together. */
export function groupedDays(hours: Hours): { from: number; to: number; spans: Span[] }[] {
  const groups: { from: number; to: number; spans: Span[] }[] = [];
  for (const [day, spans] of fullWeek(hours.week).entries()) {
    const last = groups.at(-1);
    if (last && JSON.stringify(last.spans) === JSON.stringify(spans)) last.to = day;
    else groups.push({ from: day, to: day, spans });
  }
  return groups;
}
