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

/** The summary as a note for colleagues: what is wanted, and the numbers. */
export function asNote(lines: Lines): string {
  const end = lines.numbers.length > 0 ? ` (${lines.numbers.join(", ")})` : "";
  return lines.wanted.join("; ") + end;
}
