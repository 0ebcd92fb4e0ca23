import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ReaderProps } from "@/shell/contracts";
import { onFrame, useLiveGeneration } from "@/shell/hooks/live";
import { noteArticle, noteUse, outcomeOf, type Reply, replyQuery } from "../api/replies";

type Shown = { reply: Reply & { text: string }; taken: boolean };

/** By conversation and message: what was shown stays counted, what was put away stays away. */
const shown = new Map<string, Shown>();
const away = new Set<string>();

/** Asks anew when somebody has spoken, or when frames may have been missed. */
function useNews(conversation: string | null): void {
  const client = useQueryClient();
  const generation = useLiveGeneration();
  const before = useRef(generation);
  useEffect(() => {
    if (!conversation) return;
    const { queryKey } = replyQuery(conversation);
    const again = () => void client.invalidateQueries({ queryKey });
    if (before.current !== generation) again();
    before.current = generation;
    return onFrame((frame) => {
      if (frame.type !== "changed" || frame.conversation.id !== conversation) return;
      if (frame.messages.some(({ kind }) => kind !== "event" && kind !== "note")) again();
    });
  }, [conversation, client, generation]);
}

/** What was sent beside what stood there, counted once it has gone. */
function useCounting(props: ReaderProps, key: string | null): void {
  const { conversation, listen, text } = props;
  const sent = useRef<string | null>(null);
  useEffect(
    () =>
      listen((words) => {
        sent.current = words;
        return { go: true };
      }),
    [listen],
  );
  useEffect(() => {
    const held = key ? shown.get(key) : undefined;
    if (text !== "" || sent.current === null) return;
    const words = sent.current;
    sent.current = null;
    if (!conversation || !key || !held?.reply.source) return;
    const { source, article_id } = held.reply;
    const outcome = outcomeOf(words, held.reply.text, held.taken);
    noteUse(conversation, { source, outcome });
    if (article_id && outcome !== "other") noteArticle(article_id, conversation);
    away.add(key);
  }, [conversation, key, text]);
}

/** Offers the reply that is likely right, in the empty composer (建议回复). */
export default function Suggester(props: ReaderProps) {
  const { conversation, offer, text } = props;
  useNews(conversation);
  const { data } = useQuery({
    ...replyQuery(conversation ?? ""),
    enabled: conversation !== null && offer !== undefined,
  });
  const key = data?.text ? `${conversation}:${data.up_to}` : null;
  const empty = text === "";
  useCounting(props, key);
  useEffect(() => {
    if (!offer || !key || !data?.text || away.has(key)) return;
    offer({
      text: data.text,
      taken: () => {
        const held = shown.get(key);
        if (held) held.taken = true;
      },
      putAway: () => {
        away.add(key);
        offer(null);
      },
    });
    return () => offer(null);
  }, [offer, key, data?.text]);
  useEffect(() => {
    if (!conversation || !key || !data?.text || !data.source) return;
    if (!empty || shown.has(key) || away.has(key)) return;
    shown.set(key, { reply: { ...data, text: data.text }, taken: false });
    noteUse(conversation, { source: data.source, outcome: "shown" });
  }, [conversation, key, data, empty]);
  return null;
}
