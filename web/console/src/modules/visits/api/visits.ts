import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Visit = components["schemas"]["VisitOut"];
export type VisitPage = components["schemas"]["PageOut"];

/** The visit that is on, or the latest one, of a conversation's customer. */
export const visitQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["visit", conversation],
    queryFn: () =>
      unwrap(
        api.GET("/api/conversations/{conversation_id}/visit", {
          params: { path: { conversation_id: conversation } },
        }),
      ),
  });

export const visitsQuery = (customer: string) =>
  infiniteQueryOptions({
    queryKey: ["visits", customer],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/visits", {
          params: { query: { customer_id: customer, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
