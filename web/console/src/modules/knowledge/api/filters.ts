import type { Audience, Kind, Locale, State } from "./shapes";

export type DueFilter = "expiring" | "expired" | "review";

/** What an article list shows; empty places show everything. */
export type Filters = {
  state?: State;
  due?: DueFilter;
  category_id?: string;
  kind?: Kind;
  audience?: Audience;
  shop_id?: string;
  locale?: Locale;
  owner_id?: string;
  q?: string;
};

const KEYS = [
  "state",
  "due",
  "category_id",
  "kind",
  "audience",
  "shop_id",
  "locale",
  "owner_id",
  "q",
] as const;

/** The filters an address holds: a list can be sent to a colleague as it stands. */
export function filtersOf(search: Record<string, unknown>): Filters {
  const found: Record<string, string> = {};
  for (const key of KEYS) {
    const value = search[key];
    if (typeof value === "string" && value !== "") found[key] = value;
  }
  return found as Filters;
}

/** The address of the list with these filters. */
export function listPath(filters: Filters): string {
  const entries = Object.entries(filters).filter(([, value]) => value);
  const text = new URLSearchParams(entries as [string, string][]).toString();
  return text ? `/knowledge?${text}` : "/knowledge";
}

/** The filters with some set anew; what is set to nothing goes. */
export function withFilter(filters: Filters, change: { [K in keyof Filters]?: string }): Filters {
  const next: Record<string, string | undefined> = { ...filters, ...change };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as Filters;
}
