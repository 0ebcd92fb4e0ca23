import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { ApiError } from "@/api/client";
import { useAutosaved } from "@/shell/hooks/autosaved";
import { useT } from "@/shell/hooks/text";
import { articleQuery, putDraft } from "../../api/articles";
import { type Article, type Draft, KNOWLEDGE, type Version } from "../../api/shapes";

/** What of a version one writes. */
export function contentOf(version: Version | null): Draft {
  return {
    title: version?.title ?? "",
    short_answer: version?.short_answer ?? "",
    body_html: version?.body_html ?? "",
    star: version?.star ?? null,
    synonyms: version?.synonyms ?? [],
    // What was said of the version before does not hold of the next.
    note: version && version.state !== "published" ? version.note : "",
  };
}

/** Where what is written at an article is kept until it is stored. */
export const keptAs = (id: string): string => `article.${id}`;

/** The draft one writes at, stored while one writes (草稿). */
export function useDraft(article: Article) {
  const t = useT();
  const client = useQueryClient();
  const { id } = article;
  const put = async (written: Draft, version: number): Promise<number> => {
    if (!written.title.trim()) {
      throw new ApiError(422, "no_title", t("knowledge:title.required"));
    }
    const draft = await putDraft(id, written, version);
    const { queryKey } = articleQuery(id);
    const begun = client.getQueryData(queryKey)?.draft?.number !== draft.number;
    client.setQueryData(queryKey, (held: Article | undefined) =>
      held ? { ...held, draft, state: "draft" as const } : held,
    );
    // Where there is a draft, more may be done.
    if (begun) void client.invalidateQueries({ queryKey });
    return draft.version;
  };
  const { write, ...draft } = useAutosaved<Draft>({
    name: keptAs(id),
    stored: () => contentOf(article.draft ?? article.live),
    version: article.draft?.version ?? 0,
    put,
    left: () => void client.invalidateQueries({ queryKey: KNOWLEDGE }),
  });
  const held = useRef(draft.content);
  held.current = draft.content;
  const edit = useCallback(
    (change: Partial<Draft>) => {
      const next = { ...held.current, ...change };
      held.current = next;
      write(next);
    },
    [write],
  );
  return { ...draft, edit };
}
