import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

type S = components["schemas"];
export type Figures = S["ComplaintFigures"];
export type Counted = S["ComplaintsCounted"];
export type Period = { days: number; shop: string | null };

/** Whole hours, so that the same period asked again is the same question. */
export function spanOf({ days }: Period, now: Date): { from: string; to: string } {
  const to = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000);
  return { from: new Date(to.getTime() - days * 86_400_000).toISOString(), to: to.toISOString() };
}

const queryOf = (period: Period, now: Date) => ({
  ...spanOf(period, now),
  ...(period.shop ? { shop_id: period.shop } : {}),
});

export const figuresQuery = (period: Period, now: Date) =>
  queryOptions({
    queryKey: ["complaints", "figures", queryOf(period, now)],
    queryFn: () =>
      unwrap(api.GET("/api/complaints/figures", { params: { query: queryOf(period, now) } })),
  });

export const exportPath = (period: Period, now: Date): string =>
  `/api/complaints/figures/export?${new URLSearchParams(queryOf(period, now))}`;

export const percent = (share: number | null): string =>
  share === null ? "–" : `${Math.round(share * 100)}%`;

/** Seconds in the largest unit that says enough: 45 s, 12 min, 3.5 h, 2.1 d. */
export function span(
  seconds: number | null,
): { count: number; unit: "s" | "m" | "h" | "d" } | null {
  if (seconds === null) return null;
  if (seconds < 90) return { count: Math.round(seconds), unit: "s" };
  if (seconds < 5400) return { count: Math.round(seconds / 60), unit: "m" };
  const tenth = (value: number) => Math.round(value * 10) / 10;
  if (seconds < 172_800) return { count: tenth(seconds / 3600), unit: "h" };
  return { count: tenth(seconds / 86_400), unit: "d" };
}
