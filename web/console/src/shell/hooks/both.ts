import { useQueries } from "@tanstack/react-query";
import type { Labels } from "@/api/types";
import { inBothLanguages } from "../i18n";

/** Catalogue texts in both languages, in the order asked for; null until they are here. */
export function useBothLanguages(keys: readonly string[]): Labels[] | null {
  const answers = useQueries({
    queries: keys.map((key) => ({
      queryKey: ["both-languages", key],
      queryFn: () => inBothLanguages(key),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const texts = answers.map((answer) => answer.data);
  return texts.every((text) => text !== undefined) ? texts : null;
}
