import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Input, type InputRef } from "antd";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { CardProps } from "@/shell/contracts";
import { useActs } from "@/shell/hooks/acts";
import { useOpenComposer } from "@/shell/hooks/composer";
import { onFrame, useLiveGeneration } from "@/shell/hooks/live";
import { useSettled } from "@/shell/hooks/settled";
import { isComposing } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { noteUse } from "../api/articles";
import { noteClick, searchQuery, suggestionsQuery } from "../api/search";
import type { Hit } from "../api/shapes";
import styles from "./card.module.css";
import { NearTitles } from "./near-titles";
import { Suggested } from "./suggested";

const MOST = 5;
const GROUP = "knowledge:menu";
/** The keys that put the first articles in; Alt with a digit alone goes to a conversation. */
const keysOf = (place: number): string => (place === 1 ? "alt+a" : `alt+shift+${place}`);

/** Asks anew when the customer has written, or when frames may have been missed. */
function useNews(conversation: string): void {
  const client = useQueryClient();
  const generation = useLiveGeneration();
  const before = useRef(generation);
  useEffect(() => {
    const { queryKey } = suggestionsQuery(conversation);
    const again = () => void client.invalidateQueries({ queryKey });
    if (before.current !== generation) again();
    before.current = generation;
    return onFrame((frame) => {
      if (frame.type !== "changed" || frame.conversation.id !== conversation) return;
      const asked = frame.messages.some(
        (message) => message.sender.kind === "customer" && message.kind === "text",
      );
      if (asked) again();
    });
  }, [conversation, client, generation]);
}

/** What is shown: what fits the customer's words, or what one looks for oneself. */
function useFound(conversation: string, text: string) {
  const asked = useSettled(text.trim());
  const own = asked !== "";
  const suggested = useQuery({ ...suggestionsQuery(conversation), enabled: !own });
  const found = useQuery({
    ...searchQuery({ q: asked, conversation_id: conversation }, MOST),
    enabled: own,
  });
  return own ? { ...found, own } : { ...suggested, own };
}

/** 知识: the answer beside the question; one key puts it into the composer. */
export default function KnowledgeCard({ id }: CardProps) {
  const t = useT();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef<InputRef>(null);
  const composer = useOpenComposer();
  const writing = composer?.conversation === id ? composer : null;
  useNews(id);
  const { data, error, own } = useFound(id, text);
  const hits = (data?.items ?? []).slice(0, MOST);
  const chosen = Math.min(at, Math.max(0, hits.length - 1));
  const put = (hit: Hit | undefined, place: number) => {
    if (!hit || !writing) return;
    writing.insert(hit.answer);
    noteClick(data?.search_id ?? null, hit.article_id, place);
    noteUse(hit.article_id, "inserted", id);
    setText("");
    setAt(0);
  };
  useActs([
    ...hits.map((hit, index) => ({
      id: `knowledge.insert.${index + 1}`,
      label: index === 0 ? "knowledge:help.insert" : "knowledge:help.insert.nth",
      group: GROUP,
      keys: [keysOf(index + 1)],
      run: () => put(hit, index + 1),
      enabled: writing !== null,
      ...(index > 0 ? { hidden: true as const } : {}),
    })),
    {
      id: "knowledge.search",
      label: "knowledge:help.search",
      group: GROUP,
      keys: ["alt+k"],
      run: () => field.current?.focus(),
    },
  ]);
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") setAt(Math.min(hits.length - 1, chosen + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, chosen - 1));
    else if (event.key === "Enter") put(hits[chosen], chosen + 1);
    else if (event.key === "Escape" && text) setText("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (error && !data) throw error;
  return (
    <>
      <Input
        ref={field}
        allowClear
        size="small"
        aria-label={t("knowledge:search")}
        placeholder={t("knowledge:card.search")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      {!data && <RowsSkeleton rows={2} />}
      {data && hits.length === 0 && (
        <p className={styles.quiet}>{t(own ? "knowledge:none.found" : "knowledge:card.none")}</p>
      )}
      {own && data && hits.length === 0 && <NearTitles q={text.trim()} />}
      <ol className={styles.list} aria-live="polite">
        {hits.map((hit, index) => (
          <Suggested
            key={hit.article_id}
            hit={hit}
            keys={keysOf(index + 1)}
            chosen={own && index === chosen}
            insert={writing ? () => put(hit, index + 1) : null}
            opened={() => noteClick(data?.search_id ?? null, hit.article_id, index + 1)}
          />
        ))}
      </ol>
    </>
  );
}
