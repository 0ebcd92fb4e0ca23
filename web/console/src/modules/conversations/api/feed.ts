import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, api, unwrap } from "@/api/client";
import type { ServerFrame } from "@/api/frames";
import type { Summary } from "@/api/types";
import { holder } from "@/shell/hooks/holder";
import { live, useLiveGeneration, useWatch } from "@/shell/hooks/live";
import { leavesHole } from "./gaps";
import { highestChanged } from "./state";
import { dispatch, getState, useHeld } from "./store";

const TYPING_LASTS = 6_000;
const typingTimers = new Map<string, ReturnType<typeof setTimeout>>();

/** Messages of an open conversation that changed after those we hold. */
export async function catchUp(id: string): Promise<void> {
  const thread = getState().threads[id];
  if (!thread) return;
  const answer = await unwrap(
    api.GET("/api/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: id }, query: { since: highestChanged(thread.messages) } },
    }),
  );
  dispatch({ type: "messages", id, messages: answer.items });
}

type NewsListener = (frame: ServerFrame, before: Summary | undefined) => void;
const newsListeners = new Set<NewsListener>();

/** Like the socket's frames, with what was held of the conversation before each. */
export function onNews(listener: NewsListener): () => void {
  newsListeners.add(listener);
  return () => newsListeners.delete(listener);
}

/** When each conversation's frames began to flow, for answers asked for before that. */
const watchedAt = new Map<string, number>();

/** From here on frames come; what changed while the request was on its way is read now. */
function watching(topics: string[]): void {
  for (const topic of topics) {
    const [kind, id] = topic.split(":");
    if (kind === "queue" && keeper) reloadBoxes(keeper);
    if (kind !== "conversation" || !id) continue;
    watchedAt.set(id, performance.now());
    void catchUp(id).catch(() => undefined);
  }
}

function hear(frame: ServerFrame): void {
  if (frame.type === "watching") watching(frame.topics);
  if (frame.type === "changed") {
    const { id, last_message: last } = frame.conversation;
    const before = getState().summaries[id];
    const thread = getState().threads[id];
    // Asked before the frame is put in: what lies before its messages is missing, too.
    if (thread && leavesHole(thread.messages, frame.messages, last?.number ?? 0))
      void catchUp(id).catch(() => undefined);
    dispatch({ type: "changed", conversation: frame.conversation, messages: frame.messages });
    for (const listener of newsListeners) listener(frame, before);
  } else if (frame.type === "ack") {
    dispatch({
      type: "messages",
      id: frame.message.conversation_id,
      messages: [frame.message],
    });
  } else if (frame.type === "gone") {
    dispatch({ type: "gone", id: frame.conversation_id });
  } else if (frame.type === "visitor") {
    dispatch({ type: "visitor", id: frame.conversation_id, online: frame.online });
  } else if (frame.type === "typing") {
    const id = frame.conversation_id;
    const { name, from, text } = frame;
    dispatch({ type: "typing", id, typing: { name, from, text, at: Date.now() } });
    clearTimeout(typingTimers.get(id));
    typingTimers.set(
      id,
      setTimeout(() => dispatch({ type: "typing", id, typing: null }), TYPING_LASTS),
    );
  }
}

live.onFrame(hear);

async function readBox(box: "mine" | "queue", me: string): Promise<void> {
  const askedAt = getState().tick;
  const page = await unwrap(
    api.GET("/api/conversations", { params: { query: { box, limit: 100 } } }),
  );
  dispatch({ type: "listed", box, me, items: page.items, askedAt });
}

let keeper: string | null = null;
const failure = holder<unknown>(null);

export function reloadBoxes(me: string): void {
  keeper = me;
  failure.set(null);
  Promise.all([readBox("mine", me), readBox("queue", me)]).catch(failure.set);
}

/** Why my lists could not be read, or null. */
export const useBoxFailure = failure.use;

/**
 * Keeps my conversations and the queue; used once. Read at once for a quick first screen, and
 * whenever a connection begins to watch the queue.
 */
export function useKeepBoxes(me: string): void {
  useWatch("queue");
  useEffect(() => reloadBoxes(me), [me]);
}

/** One conversation, read when opened and caught up after each reconnect. */
export function useConversation(id: string): { failure: unknown; reload: () => void } {
  const generation = useLiveGeneration();
  const [failure, setFailure] = useState<unknown>(null);
  useWatch(`conversation:${id}`);
  const held = useHeld((state) => state.threads[id] !== undefined);
  const reload = useCallback(() => {
    setFailure(null);
    const askedAt = performance.now();
    unwrap(
      api.GET("/api/conversations/{conversation_id}", {
        params: { path: { conversation_id: id } },
      }),
    )
      .then((detail) => {
        dispatch({ type: "opened", detail });
        if ((watchedAt.get(id) ?? 0) > askedAt) return catchUp(id);
        return undefined;
      })
      .catch(setFailure);
  }, [id]);
  const known = useHeld((state) => state.summaries[id] !== undefined);
  const opened = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lost or given again while it is open
  useEffect(() => {
    if (opened.current && !held) reload();
    opened.current = true;
  }, [held, known, reload]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection means reading again
  useEffect(() => {
    if (!held) {
      reload();
      return;
    }
    catchUp(id)
      .then(() =>
        unwrap(
          api.GET("/api/conversations/{conversation_id}", {
            params: { path: { conversation_id: id } },
          }),
        ),
      )
      .then((detail) => dispatch({ type: "seenSummaries", items: [detail.conversation] }))
      .catch((reason: unknown) => {
        if (reason instanceof ApiError) setFailure(reason);
      });
  }, [id, generation, reload]);
  return { failure, reload };
}

/** The page before the oldest message held. */
export async function loadOlder(id: string): Promise<void> {
  const first = getState().threads[id]?.messages[0];
  if (!first) return;
  const page = await unwrap(
    api.GET("/api/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: id }, query: { before: first.number, limit: 50 } },
    }),
  );
  dispatch({ type: "older", id, items: page.items, hasMore: page.next !== null });
}

/** A message far back, with those around it. */
export async function loadAround(id: string, number: number): Promise<void> {
  const page = await unwrap(
    api.GET("/api/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: id }, query: { around: number, limit: 50 } },
    }),
  );
  const from = page.items[0]?.number ?? number;
  const piece = { from, items: page.items, newer: page.newer !== null };
  dispatch({ type: "piece", id, piece, older: page.next !== null });
}

/** What is missing after a message that is held. */
export async function loadBetween(id: string, after: number): Promise<void> {
  const page = await unwrap(
    api.GET("/api/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: id }, query: { after, limit: 50 } },
    }),
  );
  const piece = { from: after, items: page.items, newer: page.newer !== null };
  dispatch({ type: "piece", id, piece, older: true });
}
