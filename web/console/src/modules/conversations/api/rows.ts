import type { Message } from "@/api/types";

export type ThreadRow =
  | { type: "day"; key: string; at: string }
  | { type: "new"; key: string }
  | { type: "gap"; key: string; after: number }
  | { type: "events"; key: string; events: Message[] }
  | { type: "bubble"; key: string; message: Message; ends: boolean };

const TOGETHER = 120_000;

const isEvent = (message: Message | undefined): boolean => message?.kind === "event";

function dayOf(iso: string): string {
  return new Date(iso).toDateString();
}

/** Bubbles that follow each other closely from one person share a foot line. */
function together(a: Message, b: Message | undefined): boolean {
  return (
    b !== undefined &&
    !isEvent(b) &&
    a.sender.kind === b.sender.kind &&
    a.sender.id === b.sender.id &&
    (a.kind === "note") === (b.kind === "note") &&
    Date.parse(b.created_at) - Date.parse(a.created_at) < TOGETHER
  );
}

/**
 * What the thread draws: days between, events folded, a line before what is new, and where
 * messages are missing.
 * `readBefore` is the number up to which the conversation was read when it was opened.
 */
export function threadRows(
  messages: Message[],
  readBefore: number | null,
  gaps: number[] = [],
): ThreadRow[] {
  const rows: ThreadRow[] = [];
  let day = "";
  let marked = readBefore === null;
  for (const [at, message] of messages.entries()) {
    const before = messages[at - 1]?.number;
    if (before !== undefined && gaps.includes(before)) {
      rows.push({ type: "gap", key: `gap-${before}`, after: before });
    }
    const today = dayOf(message.created_at);
    if (today !== day) {
      rows.push({ type: "day", key: `day-${today}`, at: message.created_at });
      day = today;
    }
    if (!marked && message.sender.kind === "customer" && message.number > (readBefore ?? 0)) {
      marked = true;
      if (at > 0) rows.push({ type: "new", key: "new" });
    }
    const last = rows.at(-1);
    if (isEvent(message)) {
      if (last?.type === "events") last.events.push(message);
      else rows.push({ type: "events", key: message.id, events: [message] });
      continue;
    }
    const next = messages[at + 1];
    const ends = !together(message, next) || dayOf(next?.created_at ?? "") !== today;
    rows.push({ type: "bubble", key: message.id, message, ends });
  }
  return rows;
}

const RECALL_WITHIN = 120_000;

/** One's own message may be taken back for two minutes (撤回). */
export function mayRecall(message: Message, me: string, now: number): boolean {
  return (
    message.sender.kind === "staff" &&
    message.sender.id === me &&
    message.recalled_at === null &&
    message.kind !== "event" &&
    now - Date.parse(message.created_at) < RECALL_WITHIN
  );
}
