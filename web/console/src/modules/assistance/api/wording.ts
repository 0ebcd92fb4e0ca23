import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Entry = components["schemas"]["PhraseOut"];
export type EntryInput = components["schemas"]["PhraseIn"];
export type Match = components["schemas"]["WordingMatch"];
export type Checked = components["schemas"]["WordingCheckOut"];
export type Kind = EntryInput["kind"];

export const WORDING = ["wording"] as const;
export const KINDS = ["banned", "advertising", "promise", "politeness", "other"] as const;
export const SEVERITIES = ["hints", "warns", "blocks"] as const;

export const entriesQuery = queryOptions({
  queryKey: [...WORDING, "list"],
  queryFn: (): Promise<Entry[]> => unwrap(api.GET("/api/wording")),
});

export const figuresQuery = queryOptions({
  queryKey: [...WORDING, "figures"],
  queryFn: () => unwrap(api.GET("/api/wording/figures")),
});

type Where = { conversation: string | null; shop: string | null };

/** What of these words should not be said; asked once for each text. */
export const checkQuery = ({ conversation, shop }: Where, text: string) =>
  queryOptions({
    queryKey: ["wording-check", conversation, shop, text],
    queryFn: (): Promise<Checked> =>
      unwrap(
        api.POST("/api/wording/check", {
          body: conversation ? { conversation_id: conversation, text } : { shop_id: shop, text },
        }),
      ),
    staleTime: 30_000,
    retry: false,
  });

/** Counts that the advice was taken; nobody waits for it. */
export function noteReplaced(entry: string): void {
  void api
    .POST("/api/wording/{entry_id}/replaced", { params: { path: { entry_id: entry } } })
    .catch(() => undefined);
}

/** The hardest of what was found. */
export function hardest(matches: readonly Match[]): Match["severity"] | null {
  for (const severity of ["blocks", "warns", "hints"] as const) {
    if (matches.some((match) => match.severity === severity)) return severity;
  }
  return null;
}

/**
 * Whether words may go now. What is asked about once goes the second time; what is refused goes
 * only with those who may, and they are asked as well.
 */
export function judge(
  checked: Checked,
  warned: boolean,
): { go: boolean; anyway?: boolean; because: Match["severity"] | null } {
  const because = hardest(checked.matches);
  if (because === null || because === "hints") return { go: true, because };
  if (because === "blocks" && !checked.may_override) return { go: false, because };
  return warned ? { go: true, anyway: true, because } : { go: false, because };
}

/** Characters as Python counts them lie where these lie in a string of JavaScript. */
export function placeIn(text: string, at: number): number {
  let place = 0;
  let left = at;
  for (const character of text) {
    if (left === 0) break;
    place += character.length;
    left -= 1;
  }
  return place;
}
