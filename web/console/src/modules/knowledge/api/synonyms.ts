import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { ifMatch } from "@/shell/hooks/edit";
import { KNOWLEDGE, type Synonyms } from "./shapes";

export const synonymsQuery = queryOptions({
  queryKey: [...KNOWLEDGE, "synonyms"],
  queryFn: () => unwrap(api.GET("/api/knowledge/synonyms")),
});

const at = (id: string) => ({ params: { path: { group_id: id } } });

export const makeSynonyms = (words: string[]) =>
  unwrap(api.POST("/api/knowledge/synonyms", { body: { words } }));

export const changeSynonyms = (row: Synonyms, words: string[]) =>
  unwrap(
    api.PATCH("/api/knowledge/synonyms/{group_id}", {
      ...at(row.id),
      body: { words },
      headers: ifMatch(row),
    }),
  );

export const deleteSynonyms = (id: string) =>
  unwrap(api.DELETE("/api/knowledge/synonyms/{group_id}", at(id)));

/** Words as people paste them: one a line, or set apart by commas of any kind. */
export function wordsOf(text: string): string[] {
  const words = text.split(/[\n,，、;；|]/).map((word) => word.trim());
  return [...new Set(words.filter(Boolean))];
}
