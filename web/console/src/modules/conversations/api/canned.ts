import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type CannedHit = components["schemas"]["CannedHit"];

/** A reply that was put into the composer, as it was put in. */
export type Taken = { id: string; text: string };

export const cannedHitsOf = (conversation: string, q: string): Promise<CannedHit[]> =>
  unwrap(
    api.GET("/api/conversations/{conversation_id}/canned-replies", {
      params: { path: { conversation_id: conversation }, query: { q, limit: 20 } },
    }),
  );

/** Canned replies (话术) that fit a conversation, filled in. */
export const cannedHits = (conversation: string, q: string) =>
  queryOptions({
    queryKey: ["canned", "find", conversation, q],
    queryFn: () => cannedHitsOf(conversation, q),
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });

/** Counts replies that were really sent; a count that is lost is no reason to disturb anybody. */
export function noteUses(taken: Taken[], sent: string): void {
  for (const each of taken) {
    void unwrap(
      api.POST("/api/canned-replies/{reply_id}/uses", {
        params: { path: { reply_id: each.id } },
        body: { edited: !sent.includes(each.text.trim()) },
      }),
    ).catch(() => undefined);
  }
}

const OPEN = /\{[\p{L}\p{N}_]{1,30}\}/gu;

/** The places a text leaves open (`{订单号}`), each once. */
export function openPlaces(text: string): string[] {
  return [...new Set(text.match(OPEN) ?? [])];
}
