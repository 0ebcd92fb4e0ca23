import type { ConversationDetail, Message, Summary, Visitor } from "@/api/types";
import { gapsAfter, type Piece } from "./gaps";

export type Thread = {
  /** Oldest first, by number. */
  messages: Message[];
  /** After these numbers some are missing; without any, all are held from the first one on. */
  gaps: number[];
  hasMore: boolean;
  visitor: Visitor | null;
  historyCount: number;
};

export type Typing = { name: string; from: "customer" | "staff"; text: string | null; at: number };

export type State = {
  summaries: Record<string, Summary>;
  threads: Record<string, Thread>;
  typing: Record<string, Typing>;
  /** Grows with each frame; tells which summaries are younger than a list that was asked for. */
  tick: number;
  touched: Record<string, number>;
  loaded: { mine: boolean; queue: boolean };
};

export type Change =
  | { type: "listed"; box: "mine" | "queue"; me: string; items: Summary[]; askedAt: number }
  | { type: "seenSummaries"; items: Summary[] }
  | { type: "opened"; detail: ConversationDetail }
  | { type: "older"; id: string; items: Message[]; hasMore: boolean }
  | { type: "piece"; id: string; piece: Piece; older: boolean }
  | { type: "changed"; conversation: Summary; messages: Message[] }
  | { type: "messages"; id: string; messages: Message[] }
  | { type: "gone"; id: string }
  | { type: "typing"; id: string; typing: Typing | null }
  | { type: "visitor"; id: string; online: boolean }
  | { type: "read"; id: string; number: number };

export const emptyState: State = {
  summaries: {},
  threads: {},
  typing: {},
  tick: 0,
  touched: {},
  loaded: { mine: false, queue: false },
};

/** The younger of two summaries; pushes may arrive out of order. */
export function younger(held: Summary | undefined, next: Summary): Summary {
  return held && held.number > next.number ? held : next;
}

/** Messages put in by number; one that is held stays unless the other changed later. */
export function mergeMessages(held: Message[], next: Message[]): Message[] {
  if (next.length === 0) return held;
  const byId = new Map(held.map((message) => [message.id, message]));
  for (const message of next) {
    const old = byId.get(message.id);
    if (!old || message.changed >= old.changed) byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => a.number - b.number);
}

export function highestChanged(messages: Message[]): number {
  return messages.reduce((highest, message) => Math.max(highest, message.changed), 0);
}

function withThread(state: State, id: string, edit: (thread: Thread) => Thread): State {
  const thread = state.threads[id];
  return thread ? { ...state, threads: { ...state.threads, [id]: edit(thread) } } : state;
}

function without<T>(record: Record<string, T>, id: string): Record<string, T> {
  const { [id]: _, ...rest } = record;
  return rest;
}

/** Whether a conversation stands in a box (收件箱). */
export function inBox(summary: Summary, box: "mine" | "queue", me: string): boolean {
  if (box === "queue") return summary.state === "queued";
  return (
    summary.assignee?.id === me &&
    (summary.state === "assigned" || summary.state === "waiting_customer")
  );
}

function listed(state: State, change: Extract<Change, { type: "listed" }>): State {
  const answered = new Set(change.items.map((item) => item.id));
  const kept = Object.entries(state.summaries).filter(
    ([id, summary]) =>
      answered.has(id) ||
      !inBox(summary, change.box, change.me) ||
      (state.touched[id] ?? 0) > change.askedAt,
  );
  const summaries = Object.fromEntries(kept);
  for (const item of change.items) summaries[item.id] = younger(summaries[item.id], item);
  return { ...state, summaries, loaded: { ...state.loaded, [change.box]: true } };
}

/** Messages carry their writer's name; a customer who is renamed bears the new one everywhere. */
function named(messages: Message[], customer: string): Message[] {
  const stale = (message: Message) =>
    message.sender.kind === "customer" && message.sender.name !== customer;
  if (!messages.some(stale)) return messages;
  return messages.map((message) =>
    stale(message) ? { ...message, sender: { ...message.sender, name: customer } } : message,
  );
}

function changed(state: State, change: Extract<Change, { type: "changed" }>): State {
  const id = change.conversation.id;
  const tick = state.tick + 1;
  const speaks = change.messages.some((message) => message.sender.kind === "customer");
  const summary = younger(state.summaries[id], change.conversation);
  const next = {
    ...state,
    tick,
    touched: { ...state.touched, [id]: tick },
    summaries: { ...state.summaries, [id]: summary },
    typing: speaks ? without(state.typing, id) : state.typing,
  };
  return withThread(next, id, (thread) => ({
    ...thread,
    messages: named(mergeMessages(thread.messages, change.messages), summary.customer.name),
  }));
}

function read(state: State, id: string, number: number): State {
  const held = state.summaries[id];
  if (!held || (held.unread === 0 && held.staff_read >= number)) return state;
  const summary = { ...held, unread: 0, staff_read: Math.max(held.staff_read, number) };
  return { ...state, summaries: { ...state.summaries, [id]: summary } };
}

function opened(state: State, detail: ConversationDetail): State {
  const id = detail.conversation.id;
  const thread: Thread = {
    messages: mergeMessages(state.threads[id]?.messages ?? [], detail.messages),
    gaps: state.threads[id]?.gaps ?? [],
    hasMore: detail.has_more,
    visitor: detail.visitor,
    historyCount: detail.history_count,
  };
  return {
    ...state,
    summaries: {
      ...state.summaries,
      [id]: younger(state.summaries[id], detail.conversation),
    },
    threads: { ...state.threads, [id]: thread },
  };
}

/** What the console holds after one more piece of news. Pure, so that it can be tested. */
export function reduce(state: State, change: Change): State {
  switch (change.type) {
    case "listed":
      return listed(state, change);
    case "seenSummaries": {
      const summaries = { ...state.summaries };
      for (const item of change.items) summaries[item.id] = younger(summaries[item.id], item);
      return { ...state, summaries };
    }
    case "opened":
      return opened(state, change.detail);
    case "older":
      return withThread(state, change.id, (thread) => ({
        ...thread,
        messages: mergeMessages(thread.messages, change.items),
        hasMore: change.hasMore,
      }));
    case "piece":
      return withThread(state, change.id, (thread) => ({
        ...thread,
        messages: mergeMessages(thread.messages, change.piece.items),
        gaps: gapsAfter(thread.gaps, thread.messages, change.piece),
        hasMore:
          change.piece.from < (thread.messages[0]?.number ?? 0) ? change.older : thread.hasMore,
      }));
    case "changed":
      return changed(state, change);
    case "messages":
      return withThread(state, change.id, (thread) => ({
        ...thread,
        messages: mergeMessages(thread.messages, change.messages),
      }));
    case "gone":
      return {
        ...state,
        summaries: without(state.summaries, change.id),
        threads: without(state.threads, change.id),
      };
    case "typing":
      return {
        ...state,
        typing: change.typing
          ? { ...state.typing, [change.id]: change.typing }
          : without(state.typing, change.id),
      };
    case "visitor": {
      const held = state.summaries[change.id];
      if (!held) return state;
      const summary = { ...held, visitor_online: change.online };
      return { ...state, summaries: { ...state.summaries, [change.id]: summary } };
    }
    case "read":
      return read(state, change.id, change.number);
  }
}
