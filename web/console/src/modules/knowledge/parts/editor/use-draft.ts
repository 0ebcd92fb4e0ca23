import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "@/api/client";
import { useT } from "@/shell/hooks/text";
import { articleQuery, putDraft } from "../../api/articles";
import { Autosave, type Saving } from "../../api/autosave";
import { readKept, writeKept } from "../../api/kept";
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

/** The draft one writes at, stored while one writes (草稿). */
export function useDraft(article: Article) {
  const t = useT();
  const client = useQueryClient();
  const { id } = article;
  const [kept] = useState(() => readKept<Draft>(id));
  const [content, setContent] = useState(
    () => kept?.content ?? contentOf(article.draft ?? article.live),
  );
  const [saving, setSaving] = useState<Saving>({ kind: "saved" });
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
  const latest = useRef(put);
  latest.current = put;
  const [autosave] = useState(
    () =>
      new Autosave<Draft>({
        version: kept?.version ?? article.draft?.version ?? 0,
        put: (written, version) => latest.current(written, version),
        keep: (written, version) =>
          writeKept(id, written === null ? null : { content: written, version }),
        told: setSaving,
      }),
  );
  useEffect(() => {
    if (kept) autosave.change(kept.content);
    return () => {
      void autosave.flush().finally(() => {
        autosave.stop();
        void client.invalidateQueries({ queryKey: KNOWLEDGE });
      });
    };
  }, [autosave, kept, client]);
  const held = useRef(content);
  held.current = content;
  const edit = useCallback(
    (change: Partial<Draft>) => {
      const next = { ...held.current, ...change };
      held.current = next;
      setContent(next);
      autosave.change(next);
    },
    [autosave],
  );
  return { content, edit, saving, autosave, restored: kept !== null };
}
