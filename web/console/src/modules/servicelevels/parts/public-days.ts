export type PublicDay = { day: string; kind: "holiday" | "makeup"; name: string };
export type Span = { first: string; last: string; kind: PublicDay["kind"]; name: string };

const DAY = 86_400_000;

/** Holidays in a row as one line; a weekend inside one belongs to it. */
export function spans(days: PublicDay[]): Span[] {
  const found: Span[] = [];
  for (const { day, kind, name } of days) {
    const last = found.at(-1);
    const apart = last ? (Date.parse(day) - Date.parse(last.last)) / DAY : 0;
    if (last && last.kind === kind && last.name === name && kind === "holiday" && apart <= 3) {
      last.last = day;
    } else found.push({ first: day, last: day, kind, name });
  }
  return found;
}
