/** Opening hours in few lines, and moments in two time zones. Pure. */
import type { Language } from '../api/types';

export interface Days {
  /** 0 is Monday */
  from: number;
  to: number;
  periods: string;
}

const periodsOf = (day: readonly (readonly string[])[]) =>
  day.map(([begin, end]) => `${begin}–${end}`).join(' ');

/** Days in a row with the same hours share a line; no periods: closed. */
export function groupDays(week: readonly (readonly (readonly string[])[])[]): Days[] {
  const lines: Days[] = [];
  for (const [day, hours] of week.entries()) {
    const periods = periodsOf(hours);
    const last = lines.at(-1);
    if (last?.periods === periods) last.to = day;
    else lines.push({ from: day, to: day, periods });
  }
  return lines;
}

/** The short name of a weekday; 0 is Monday. */
export function dayName(day: number, language: Language): string {
  // The first of January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + day));
  return date.toLocaleDateString(language, { weekday: 'short', timeZone: 'UTC' });
}

function clockIn(at: Date, zone: string | undefined): string {
  try {
    return at.toLocaleString('sv', { timeZone: zone });
  } catch {
    // A browser that does not know the zone cannot tell that it differs.
    return clockIn(at, undefined);
  }
}

/** Do the clocks of the shop and the visitor show something else at that moment? */
export function differs(shop: string, at: Date, here?: string): boolean {
  return clockIn(at, shop) !== clockIn(at, here);
}

/** A moment by the visitor's own clock. */
export function localTime(at: string, language: Language, here?: string): string {
  return new Date(at).toLocaleString(language, {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(here ? { timeZone: here } : {}),
  });
}
