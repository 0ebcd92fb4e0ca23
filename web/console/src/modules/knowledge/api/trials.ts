import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { type Article, KNOWLEDGE, type Trial, type TrialCompared } from "./shapes";

const TRIALS = [...KNOWLEDGE, "trials"] as const;
const at = (id: string) => ({ params: { path: { article_id: id } } });

export const trialsQuery = queryOptions({
  queryKey: [...TRIALS, "all"],
  queryFn: () => unwrap(api.GET("/api/knowledge/trials")),
  refetchInterval: 60_000,
});

export const articleTrialsQuery = (id: string) =>
  queryOptions({
    queryKey: [...TRIALS, id],
    queryFn: () => unwrap(api.GET("/api/knowledge/articles/{article_id}/trials", at(id))),
    refetchInterval: 60_000,
  });

export const beginTrial = (id: string, share: number, note: string): Promise<Article> =>
  unwrap(
    api.POST("/api/knowledge/articles/{article_id}/trial", { ...at(id), body: { share, note } }),
  );

export const endTrial = (id: string, take: boolean): Promise<Article> =>
  unwrap(
    api.POST("/api/knowledge/articles/{article_id}/trial/end", {
      ...at(id),
      body: { take, note: "" },
    }),
  );

/**
 * The comparison that says most: what is told apart already, else what was counted at all; what
 * readers say comes before what they do.
 */
export function decisive({ compared }: Trial): TrialCompared | undefined {
  const clear = compared.find((one) => one.verdict === "better" || one.verdict === "worse");
  return clear ?? compared.find((one) => one.value !== null) ?? compared[0];
}
