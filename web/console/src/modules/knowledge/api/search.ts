import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Audience, Found, Locale, Suggestion } from "./shapes";
import { KNOWLEDGE } from "./shapes";

export type Asked = {
  q: string;
  audience?: Audience;
  locale?: Locale;
  shop_id?: string;
  conversation_id?: string;
};

/** What the search service finds, the likeliest first; agents and the bot ask the same. */
export const searchQuery = (asked: Asked, limit = 20) =>
  queryOptions({
    queryKey: [...KNOWLEDGE, "search", asked, limit],
    queryFn: (): Promise<Found> =>
      unwrap(api.GET("/api/knowledge/search", { params: { query: { ...asked, limit } } })),
    placeholderData: keepPreviousData,
    // Each asking is written down: looking away and back is not another one.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

export const suggest = (q: string): Promise<Suggestion[]> =>
  unwrap(api.GET("/api/knowledge/suggest", { params: { query: { q } } }));

/** Titles that fit what is being typed. */
export const suggestQuery = (q: string) =>
  queryOptions({
    queryKey: [...KNOWLEDGE, "suggest", q],
    queryFn: () => suggest(q),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** Articles for what the customer of a conversation has just asked. */
export const suggestionsQuery = (conversation: string) =>
  queryOptions({
    queryKey: [...KNOWLEDGE, "suggestions", conversation],
    queryFn: (): Promise<Found> =>
      unwrap(
        api.GET("/api/conversations/{conversation_id}/suggestions", {
          params: { path: { conversation_id: conversation } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

/** Tells which of the articles found was taken: the order of the next search learns from it. */
export function noteClick(search: string | null, article: string, place: number): void {
  if (!search) return;
  void unwrap(
    api.POST("/api/knowledge/searches/{search_id}/click", {
      params: { path: { search_id: search } },
      body: { article_id: article, place },
    }),
  ).catch(() => undefined);
}
