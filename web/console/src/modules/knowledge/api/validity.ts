const DAY = 86_400_000;

type Dates = { valid_from: string | null; valid_until: string | null; review_at: string | null };

/** What the dates of an article ask for, the gravest first. */
export type Standing = { kind: "expired" | "expiring" | "review" | "later"; at: string };

export function standingOf(dates: Dates, now: number, soon = 30): Standing | null {
  const at = (iso: string | null) => (iso ? Date.parse(iso) : null);
  const until = at(dates.valid_until);
  if (dates.valid_until && until !== null) {
    if (until <= now) return { kind: "expired", at: dates.valid_until };
    if (until - now <= soon * DAY) return { kind: "expiring", at: dates.valid_until };
  }
  const review = at(dates.review_at);
  if (dates.review_at && review !== null && review <= now) {
    return { kind: "review", at: dates.review_at };
  }
  const from = at(dates.valid_from);
  if (dates.valid_from && from !== null && from > now) {
    return { kind: "later", at: dates.valid_from };
  }
  return null;
}
