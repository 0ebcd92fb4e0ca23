import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { ApiError, api, unwrap } from "@/api/client";
import {
  BOT,
  type Bot,
  type BotChange,
  type Decision,
  type Handover,
  type Question,
  type Verdict,
} from "./shapes";

export const botQuery = queryOptions({
  queryKey: [...BOT, "itself"],
  queryFn: () => unwrap(api.GET("/api/bot")),
  refetchInterval: 15_000,
});

export const figuresQuery = (days: number, shop: string | undefined) =>
  queryOptions({
    queryKey: [...BOT, "figures", days, shop ?? null],
    queryFn: () =>
      unwrap(
        api.GET("/api/bot/figures", {
          params: { query: { days, ...(shop ? { shop_id: shop } : {}) } },
        }),
      ),
    refetchInterval: 60_000,
  });

export type Which = "unchecked" | "unhelpful" | "unanswered" | "checked";

export const samplesQuery = (which: Which) =>
  infiniteQueryOptions({
    queryKey: [...BOT, "samples", which],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/bot/samples", {
          params: { query: { which, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

async function handoverOf(conversation: string): Promise<Handover | null> {
  try {
    return await unwrap(
      api.GET("/api/conversations/{conversation_id}/handover", {
        params: { path: { conversation_id: conversation } },
      }),
    );
  } catch (reason) {
    // Most conversations never met the bot.
    if (reason instanceof ApiError && reason.status === 404) return null;
    throw reason;
  }
}

export const handoverQuery = (conversation: string) =>
  queryOptions({
    queryKey: [...BOT, "handover", conversation],
    queryFn: () => handoverOf(conversation),
    staleTime: 30_000,
  });

export const changeBot = (body: BotChange): Promise<Bot> => unwrap(api.PATCH("/api/bot", { body }));

export const tryOut = (body: Question): Promise<Decision> =>
  unwrap(api.POST("/api/bot/try", { body }));

export const judge = (turn: string, body: Verdict): Promise<unknown> =>
  unwrap(api.POST("/api/bot/samples/{turn_id}", { params: { path: { turn_id: turn } }, body }));

/** Articles that may be the right answer, for whoever teaches. */
export const articlesQuery = (q: string) =>
  queryOptions({
    queryKey: [...BOT, "articles", q],
    queryFn: () => unwrap(api.GET("/api/knowledge/suggest", { params: { query: { q } } })),
    staleTime: 30_000,
  });
