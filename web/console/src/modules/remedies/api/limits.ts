import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

type S = components["schemas"];
export type Limits = S["LimitsOut"];
export type Limit = S["LimitIn"];
/** What a role may; null is without limit. */
export const PARTS = ["grant_each", "grant_day", "approve_each"] as const;
export type Part = (typeof PARTS)[number];

export const LIMITS = ["payout-limits"] as const;

export const limitsQuery = queryOptions({
  queryKey: LIMITS,
  queryFn: () => unwrap(api.GET("/api/payouts/limits")),
});

export const keepLimits = (body: { limits: Limit[]; version: number }) =>
  unwrap(api.PUT("/api/payouts/limits", { body }));

/** The rows as they are sent: without what only the screen needs. */
export const plain = (limits: Limits["limits"]): Limit[] =>
  limits.map(({ role, currency, grant_each, grant_day, approve_each }) => ({
    role,
    currency: currency ?? "CNY",
    grant_each,
    grant_day,
    approve_each,
  }));

/** A row whose day is smaller than one payout never grants what it says. */
export const dayBelow = ({ grant_each, grant_day }: Limit): boolean =>
  grant_day !== null && (grant_each === null || grant_day < grant_each);

/** Roles that have no row in this currency yet. */
export const missing = (limits: Limit[], roles: string[], currency: string): string[] =>
  roles.filter((role) => !limits.some((one) => one.role === role && one.currency === currency));
