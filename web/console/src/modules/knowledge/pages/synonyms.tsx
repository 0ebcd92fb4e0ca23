import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { ApiError } from "@/api/client";
import { useDelete } from "@/shell/hooks/bin";
import { useEdit } from "@/shell/hooks/edit";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { KNOWLEDGE } from "../api/shapes";
import {
  changeSynonyms,
  deleteSynonyms,
  makeSynonyms,
  synonymsQuery,
  wordsOf,
} from "../api/synonyms";
import { Frame } from "../parts/frame";
import { SynonymRow } from "../parts/synonym-row";

/** Says why it was not stored; a clash is told where edits are made. */
function useComplaint(): (reason: unknown) => void {
  const notices = useNotices();
  return (reason) => {
    if (!(reason instanceof ApiError && reason.code === "edit_conflict")) notices.failed(reason);
  };
}

/** A new group, written in one line. */
function Add() {
  const t = useT();
  const complain = useComplaint();
  const [text, setText] = useState("");
  const make = useEdit({ act: makeSynonyms, refresh: KNOWLEDGE, done: () => setText("") });
  return (
    <Input
      aria-label={t("knowledge:synonyms.add")}
      placeholder={t("knowledge:synonyms.add.hint")}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={(event) => {
        if (event.nativeEvent.isComposing || make.isPending) return;
        make.mutate(wordsOf(text), { onError: complain });
      }}
      style={{ marginBottom: 12 }}
    />
  );
}

/** Synonyms 同义词: words that mean the same here, for everything that is searched. */
export default function SynonymsPage() {
  const t = useT();
  const sentence = useSentence();
  const complain = useComplaint();
  const { data, error, refetch } = useQuery(synonymsQuery);
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const shown = (data ?? []).filter((row) =>
    row.words.some((word) => word.toLowerCase().includes(wanted)),
  );
  const change = useEdit({
    act: ({ row, words }: { row: (typeof shown)[number]; words: string[] }) =>
      changeSynonyms(row, words),
    refresh: KNOWLEDGE,
  });
  const remove = useDelete({
    kind: "synonym_group",
    act: deleteSynonyms,
    refresh: KNOWLEDGE,
    done: () => undefined,
  });
  return (
    <Frame lead={t("knowledge:synonyms.lead")}>
      <Section>
        <Add />
        {(data?.length ?? 0) > 8 && (
          <Input
            allowClear
            aria-label={t("knowledge:synonyms.search")}
            placeholder={t("knowledge:synonyms.search")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            style={{ marginBottom: 12 }}
          />
        )}
        {error && !data && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={4} />}
        {data && shown.length === 0 && (
          <EmptyState
            title={t(wanted ? "knowledge:synonyms.none.found" : "knowledge:synonyms.none")}
            {...(wanted ? {} : { hint: t("knowledge:synonyms.none.hint") })}
          />
        )}
        <ul>
          {shown.map((row) => (
            <SynonymRow
              key={`${row.id}-${row.version}`}
              words={row.words}
              save={(words) => change.mutate({ row, words }, { onError: complain })}
              remove={() => remove.mutate({ id: row.id, name: row.words.join("、") })}
            />
          ))}
        </ul>
      </Section>
    </Frame>
  );
}
