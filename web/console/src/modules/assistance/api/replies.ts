import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Reply = components["schemas"]["ReplySuggestion"];
export type Use = components["schemas"]["UseIn"];
export type Figures = components["schemas"]["SuggestionFigures"];
export type Counts = Pick<Figures["staff"][number], "shown" | "taken" | "changed" | "other">;

/** The reply that fits the customer's newest words; asked anew when somebody has spoken. */
export const replyQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["suggested-reply", conversation],
    queryFn: (): Promise<Reply> =>
      unwrap(
        api.GET("/api/assistance/{conversation_id}/reply", {
          params: { path: { conversation_id: conversation } },
        }),
      ),
    staleTime: 30_000,
    retry: false,
  });

export const suggestionFiguresQuery = queryOptions({
  queryKey: ["suggestion-figures"],
  queryFn: () => unwrap(api.GET("/api/assistance/figures")),
});

/** Counts what became of a suggestion; nobody waits for it. */
export function noteUse(conversation: string, use: Use): void {
  void api
    .POST("/api/assistance/{conversation_id}/uses", {
      params: { path: { conversation_id: conversation } },
      body: use,
    })
    .catch(() => undefined);
}

/** An article that was taken counts like one put in from its card. */
export function noteArticle(article: string, conversation: string): void {
  void api
    .POST("/api/knowledge/articles/{article_id}/used", {
      params: { path: { article_id: article } },
      body: { kind: "inserted", conversation_id: conversation },
    })
    .catch(() => undefined);
}

/** What was sent, beside what was suggested. */
export function outcomeOf(sent: string, suggested: string, taken: boolean): Use["outcome"] {
  if (sent.trim() === suggested.trim()) return "taken";
  return taken ? "changed" : "other";
}

/** Of what was shown, the share that was sent as it was or with changes; null while nothing was. */
export function shareTaken(counts: Counts): number | null {
  return counts.shown === 0 ? null : Math.min(1, (counts.taken + counts.changed) / counts.shown);
}
