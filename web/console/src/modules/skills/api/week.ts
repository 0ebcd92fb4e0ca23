import type { DutyShift } from "@/api/types";

const DAY = 86_400_000;

/** Midnight of the Monday on or before a moment, in this browser's zone. */
export function mondayOf(moment: Date): Date {
  const midnight = new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
  return shifted(midnight, -((midnight.getDay() + 6) % 7));
}

/** Whole days later, by the calendar: a day may have 23 or 25 hours. */
export function shifted(day: Date, days: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

export const daysOf = (monday: Date): Date[] =>
  Array.from({ length: 7 }, (_, at) => shifted(monday, at));

/** A moment on a day, from "09:30"; "24:00" is the next midnight. */
export function momentOf(day: Date, time: string): Date {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute);
}

/** Where a shift begins and ends; one that ends before it begins goes on past midnight. */
export function spanOf(day: Date, from: string, to: string): { begin: Date; end: Date } {
  const begin = momentOf(day, from);
  const end = momentOf(day, to);
  return { begin, end: end > begin ? end : momentOf(shifted(day, 1), to) };
}

export type Part = { shift: DutyShift; from: string; to: string };

const two = (value: number): string => String(value).padStart(2, "0");

/** What of the shifts falls on a day, cut at midnight, earliest first. */
export function partsOn(day: Date, shifts: readonly DutyShift[]): Part[] {
  const [begin, end] = [day.getTime(), shifted(day, 1).getTime()];
  const clock = (moment: number) => {
    if (moment <= begin) return "00:00";
    if (moment >= end) return "24:00";
    const at = new Date(moment);
    return `${two(at.getHours())}:${two(at.getMinutes())}`;
  };
  return shifts
    .map((shift) => ({ shift, at: Date.parse(shift.starts_at), until: Date.parse(shift.ends_at) }))
    .filter(({ at, until }) => at < end && until > begin)
    .sort((a, b) => a.at - b.at)
    .map(({ shift, at, until }) => ({ shift, from: clock(at), to: clock(until) }));
}

/** Whether a day is over. */
export const isPast = (day: Date, now: number): boolean => day.getTime() + DAY <= now;
