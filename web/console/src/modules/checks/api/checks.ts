import { infiniteQueryOptions, queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Check = components["schemas"]["CheckOut"];
export type Verdict = components["schemas"]["CheckIn"];
export type Figures = components["schemas"]["CheckFigures"];
export type Counts = Omit<components["schemas"]["DayOfChecks"], "day">;
export type Estimate = components["schemas"]["EstimateError"];
export type Which = "open" | "done";

export const CHECKS = ["routing-checks"] as const;

export const checksQuery = (state: Which) =>
  infiniteQueryOptions({
    queryKey: [...CHECKS, state],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/routing/checks", {
          params: { query: { state, limit: 30, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const figuresQuery = queryOptions({
  queryKey: [...CHECKS, "figures"],
  queryFn: () => unwrap(api.GET("/api/routing/checks/figures")),
  refetchInterval: 60_000,
});

export const estimatesQuery = queryOptions({
  queryKey: ["estimates"],
  queryFn: () => unwrap(api.GET("/api/dispatch/estimates", { params: { query: { days: 7 } } })),
});

/** How many checks wait, for the menu. */
export const useOpenChecks = (): number => useQuery(figuresQuery).data?.open ?? 0;

/** The share that was wrong, in whole percents; null when nothing was looked at. */
export function wrongShare(checked: number, wrong: number): number | null {
  return checked === 0 ? null : Math.round((wrong / checked) * 100);
}

/** All counts of several lines together. */
export function sum(lines: Counts[]): Counts {
  const total = { sampled: 0, sampled_wrong: 0, rerouted: 0, rerouted_wrong: 0 };
  for (const line of lines) {
    total.sampled += line.sampled;
    total.sampled_wrong += line.sampled_wrong;
    total.rerouted += line.rerouted;
    total.rerouted_wrong += line.rerouted_wrong;
  }
  return total;
}
