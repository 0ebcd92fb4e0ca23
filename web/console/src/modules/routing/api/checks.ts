import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { CheckFigures, CheckInput, RoutingCheck } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";

export type CheckState = "open" | "done";

/** Conversations whose routing is looked at again, newest first (分流复核). */
export const checksQuery = (state: CheckState) =>
  infiniteQueryOptions({
    queryKey: ["routing", "checks", state],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/routing/checks", {
          params: { query: { state, limit: 30, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** How often routing was wrong in the last thirty days. */
export const figuresQuery = queryOptions({
  queryKey: ["routing", "checks", "figures"],
  queryFn: () =>
    unwrap(api.GET("/api/routing/checks/figures", { params: { query: { days: 30 } } })),
});

export const judge = (check: RoutingCheck, body: CheckInput): Promise<RoutingCheck> =>
  unwrap(
    api.PUT("/api/routing/checks/{check_id}", {
      params: { path: { check_id: check.id } },
      headers: ifMatch(check),
      body,
    }),
  );

export type Share = { wrong: number; all: number };

/** What the samples of some days or rules found; samples alone are a fair measure. */
export function sampled(counts: CheckFigures["rules"]): Share {
  return counts.reduce<Share>(
    (sum, each) => ({ wrong: sum.wrong + each.sampled_wrong, all: sum.all + each.sampled }),
    { wrong: 0, all: 0 },
  );
}

/** A share in whole per cent, or null while nothing was looked at. */
export const percentOf = ({ wrong, all }: Share): number | null =>
  all === 0 ? null : Math.round((100 * wrong) / all);
