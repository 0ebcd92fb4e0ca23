import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import type { Level } from "./figures";

type S = components["schemas"];
export type Resolution = S["ResolutionOut"];
export type Settled = S["Settled"];
export type Group = S["Group"];
export type Came =
  | "contacts"
  | "repeats"
  | "settled"
  | "unsettled"
  | "undecided"
  | "reopened"
  | "escalated";

/** Of which contacts: of some days; of a team, a subject or a shop. */
export type Asked = {
  from: string;
  to: string;
  team_id?: string;
  subject_id?: string;
  shop_id?: string;
};

const RESOLUTION = ["resolution"] as const;

const two = (value: number) => String(value).padStart(2, "0");
const dayOf = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** So many days up to today. */
export function lastDays(days: number, today: Date): { from: string; to: string } {
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days + 1);
  return { from: dayOf(first), to: dayOf(today) };
}

export const resolutionQuery = (asked: Asked) =>
  queryOptions({
    queryKey: [...RESOLUTION, asked],
    queryFn: () => unwrap(api.GET("/api/resolution", { params: { query: asked } })),
    placeholderData: (held) => held,
  });

export const contactsQuery = (asked: Asked, came: Came) =>
  queryOptions({
    queryKey: [...RESOLUTION, "made-of", asked, came],
    queryFn: () =>
      unwrap(api.GET("/api/resolution/made-of", { params: { query: { ...asked, came } } })),
  });

export const exportPath = (asked: Asked): string =>
  `/api/resolution/export?${new URLSearchParams(asked)}`;

const shareOf = (part: number, whole: number): number | null =>
  whole > 0 ? (100 * part) / whole : null;

/** 92%, and 2.4% where a tenth matters. */
export function shareText(share: number | null): string {
  if (share === null) return "–";
  return share > 0 && share < 10 ? `${share.toFixed(1)}%` : `${Math.round(share)}%`;
}

/** Settled by the first contact (首次解决率), of those whose seven days are over. */
export const firstContact = (counts: Settled) => shareOf(counts.settled, counts.firsts);
/** Contacts about a matter the customer came with before (重复联系率). */
export const repeated = (counts: Settled) => shareOf(counts.repeats, counts.contacts);
/** Contacts that were opened again (重开率). */
export const reopened = (counts: Settled) => shareOf(counts.reopened, counts.contacts);
/** Of those a person answered: passed on to another team or a supervisor (升级率). */
export const escalated = (counts: Settled) => shareOf(counts.escalated, counts.answered);

type Targets = Resolution["targets"];

export function firstContactLevel(counts: Settled, targets: Targets): Level {
  const share = firstContact(counts);
  return share !== null && share < targets.first_contact_percent ? "late" : "";
}

export function escalatedLevel(counts: Settled, targets: Targets): Level {
  const share = escalated(counts);
  return share !== null && share > targets.escalated_percent ? "late" : "";
}
