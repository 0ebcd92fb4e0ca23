import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Rating = components["schemas"]["RatingOut"];
export type Counted = components["schemas"]["Counted"];
export type Figures = components["schemas"]["RatingFigures"];
export type Which = "all" | "low" | "comments";

export const RATINGS = ["ratings"] as const;

export const ratingsQuery = (show: Which, staff: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...RATINGS, "list", show, staff ?? ""],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/ratings", {
          params: {
            query: {
              show,
              limit: 30,
              ...(staff ? { staff_id: staff } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 60_000,
  });

export const figuresQuery = (days: number) =>
  queryOptions({
    queryKey: [...RATINGS, "figures", days],
    queryFn: () => unwrap(api.GET("/api/ratings/figures", { params: { query: { days } } })),
    refetchInterval: 60_000,
    placeholderData: (held) => held,
  });

export const stateQuery = (conversation: string) =>
  queryOptions({
    queryKey: [...RATINGS, "of", conversation],
    queryFn: () =>
      unwrap(
        api.GET("/api/ratings/of/{conversation_id}", {
          params: { path: { conversation_id: conversation } },
        }),
      ),
    refetchInterval: 30_000,
  });

/** A share as people read it: 92 %; nothing where nobody answered. */
export function percent(share: number | null): string {
  return share === null ? "–" : `${Math.round(share * 100)} %`;
}

/** Where the table of these days is to be had. */
export function exportPath(days: number, now: Date): string {
  const from = new Date(now.getTime() - days * 86_400_000);
  const query = new URLSearchParams({ from: from.toISOString(), to: now.toISOString() });
  return `/api/ratings/export?${query}`;
}
