import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Canned = components["schemas"]["CannedOut"];
export type CannedInput = components["schemas"]["CannedIn"];
export type Level = Canned["level"];

export const CANNED = ["canned"] as const;
export const LEVELS: Level[] = ["personal", "team", "shop"];

/** The replies I may use (话术), by folder and title. */
export const cannedQuery = (q: string, level: Level | "all") =>
  infiniteQueryOptions({
    queryKey: [...CANNED, "list", q, level],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/canned-replies", {
          params: {
            query: {
              q,
              ...(level === "all" ? {} : { level }),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const usesQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANNED, "uses", id],
    queryFn: () =>
      unwrap(
        api.GET("/api/canned-replies/{reply_id}/uses", { params: { path: { reply_id: id } } }),
      ),
  });

export const variablesQuery = queryOptions({
  queryKey: [...CANNED, "variables"],
  queryFn: () => unwrap(api.GET("/api/canned-replies/variables")),
  staleTime: 600_000,
});

/** The share sent unchanged, in whole percents; null while nobody has used it. */
export function unchangedShare(used: number, edited: number): number | null {
  return used === 0 ? null : Math.round(((used - edited) / used) * 100);
}
