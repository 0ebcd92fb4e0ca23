import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Lines = components["schemas"]["SummaryOut"];

/** A conversation in a few lines, as it stood at this number (小结). */
export const summaryQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ["summary", id, number],
    queryFn: (): Promise<Lines> =>
      unwrap(
        api.GET("/api/conversations/{conversation_id}/summary", {
          params: { path: { conversation_id: id } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** The same in a language model's words; as it was where none can be had. */
export const wordedQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ["summary", id, number, "worded"],
    queryFn: (): Promise<Lines> =>
      unwrap(
        api.POST("/api/conversations/{conversation_id}/summary", {
          params: { path: { conversation_id: id } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** The summary as a note for colleagues: the model's lines, or what is wanted, and the numbers. */
export function asNote(lines: Lines): string {
  if (lines.worded.length > 0) return lines.worded.join("\n");
  const end = lines.numbers.length > 0 ? ` (${lines.numbers.join(", ")})` : "";
  return lines.wanted.join("; ") + end;
}
