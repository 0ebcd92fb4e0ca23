import type { components } from "@/api/schema";

/** Which tickets, in which order: what the server takes and saved views hold. */
export type Asked = Partial<components["schemas"]["ViewAsked"]>;

export const LISTS = [
  "state",
  "type_id",
  "status",
  "priority",
  "owner_id",
  "team_id",
  "shop_id",
  "subject_id",
  "tag",
  "without",
  "field",
] as const;
const SINGLES = [
  "box",
  "customer_id",
  "parent_id",
  "due",
  "promise",
  "made_after",
  "made_before",
  "q",
  "sort",
] as const;
export type ListPart = (typeof LISTS)[number];

/** Where one is among the tickets; what is not said here, the open view says. */
export type Place = {
  view?: string | undefined;
  asked?: Asked | undefined;
  columns?: string[] | undefined;
  /** What a board is grouped by; "none" for a table. */
  by?: string | undefined;
};

const join = (values: readonly (string | number)[]) =>
  values.map((value) => encodeURIComponent(value)).join(",");
const part = (text: unknown): string[] =>
  String(text).split(",").filter(Boolean).map(decodeURIComponent);

/** The filter without what says nothing. */
export function plain(asked: Asked): Asked {
  const said = Object.entries(asked).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== "" && (!Array.isArray(value) || value[0]),
  );
  return Object.fromEntries(said) as Asked;
}

/** A place from the address. */
export function placeOf(search: Record<string, unknown>): Place {
  const asked: Record<string, unknown> = {};
  for (const name of SINGLES) if (search[name] !== undefined) asked[name] = String(search[name]);
  for (const name of LISTS) {
    if (search[name] === undefined) continue;
    const values = part(search[name]);
    asked[name] = name === "priority" ? values.map(Number) : values;
  }
  return {
    ...(search.view ? { view: String(search.view) } : {}),
    ...(Object.keys(asked).length > 0 ? { asked: asked as Asked } : {}),
    ...(search.columns ? { columns: part(search.columns) } : {}),
    ...(search.by ? { by: String(search.by) } : {}),
  };
}

/** The address of a place. */
export function pathOf({ view, asked, columns, by }: Place): string {
  const query = new URLSearchParams();
  if (view) query.set("view", view);
  for (const [name, value] of Object.entries(plain(asked ?? {}))) {
    query.set(name, Array.isArray(value) ? join(value) : String(value));
  }
  // A filter in which nothing is left is still another one than the view's.
  if (asked && !plain(asked).box) query.set("box", "all");
  if (columns) query.set("columns", join(columns));
  if (by) query.set("by", by);
  const text = query.toString();
  return text ? `/tickets?${text}` : "/tickets";
}

const LIVE: Asked = { state: ["open", "waiting"] };

/** Lists that everybody has (常用列表). */
export const STANDARD: { name: string; asked: Asked }[] = [
  { name: "mine", asked: { ...LIVE, box: "mine", sort: "due" } },
  { name: "team", asked: { ...LIVE, box: "team", sort: "due" } },
  { name: "watching", asked: { ...LIVE, box: "watching", sort: "changed" } },
  { name: "all", asked: { ...LIVE, box: "all", sort: "newest" } },
  { name: "late", asked: { ...LIVE, box: "all", due: "overdue", sort: "due" } },
  { name: "ended", asked: { state: ["solved", "closed"], box: "all", sort: "changed" } },
];

const NARROWING = [
  ...LISTS,
  "customer_id",
  "parent_id",
  "due",
  "promise",
  "made_after",
  "made_before",
  "q",
];

const sorted = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);

/** Whether two filters show the same tickets, in whatever order. */
export function sameTickets(one: Asked, other: Asked): boolean {
  return ["box", ...NARROWING].every((name) => {
    const [a, b] = [plain(one), plain(other)].map((each) =>
      JSON.stringify(sorted(each[name as keyof Asked]) ?? null),
    );
    return a === b;
  });
}
