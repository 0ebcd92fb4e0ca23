/** One continuous history out of pages, pushes and acknowledgements. Pure. */
import type { VisitorMessage } from '../api/types';
import type { OutboxEntry } from './outbox';

const before = (a: VisitorMessage, b: VisitorMessage) =>
  a.conversation_id < b.conversation_id
    ? -1
    : a.conversation_id > b.conversation_id
      ? 1
      : a.number - b.number;

/** Conversation ids grow with time, so (conversation, number) is the order of the history. */
export function merge(known: VisitorMessage[], incoming: VisitorMessage[]): VisitorMessage[] {
  if (incoming.length === 0) return known;
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of incoming) {
    const held = byId.get(message.id);
    if (!held || message.changed >= held.changed) byId.set(message.id, message);
  }
  return [...byId.values()].sort(before);
}

/** The revision a reconnecting client has already seen of one conversation. */
export function highestChanged(messages: VisitorMessage[], conversation: string): number {
  return messages.reduce(
    (top, message) =>
      message.conversation_id === conversation ? Math.max(top, message.changed) : top,
    0,
  );
}

/** Unsent messages that did arrive, as a push of the same client key proves. */
export function arrived(messages: VisitorMessage[], pending: OutboxEntry[]): string[] {
  const keys = new Set(messages.map((message) => message.client_key));
  return pending.filter((entry) => keys.has(entry.key)).map((entry) => entry.key);
}

/** How many messages of the other side came after the last one the visitor saw. */
export function unreadCount(
  messages: VisitorMessage[],
  seen: { conversation: string; number: number } | null,
): number {
  return messages.filter(
    (message) =>
      (message.from === 'agent' || message.from === 'bot') &&
      !message.recalled &&
      (!seen ||
        message.conversation_id > seen.conversation ||
        (message.conversation_id === seen.conversation && message.number > seen.number)),
  ).length;
}

export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; message: VisitorMessage; first: boolean; last: boolean };

const GROUP_MS = 3 * 60_000;

const dayOf = (at: string) => new Date(at).toDateString();

/** Messages with day separators; neighbours of one sender within three minutes form a group. */
export function rows(messages: VisitorMessage[]): Row[] {
  const result: Row[] = [];
  messages.forEach((message, index) => {
    const previous = messages[index - 1];
    const next = messages[index + 1];
    const newDay = !previous || dayOf(previous.created_at) !== dayOf(message.created_at);
    if (newDay) result.push({ kind: 'day', key: `day-${message.id}`, at: message.created_at });
    result.push({
      kind: 'message',
      key: message.client_key ?? message.id,
      message,
      first: newDay || !sameGroup(previous, message),
      last: !next || !sameGroup(message, next),
    });
  });
  return result;
}

function sameGroup(a: VisitorMessage | undefined, b: VisitorMessage): boolean {
  return (
    !!a &&
    a.from === b.from &&
    a.name === b.name &&
    a.kind !== 'event' &&
    b.kind !== 'event' &&
    dayOf(a.created_at) === dayOf(b.created_at) &&
    new Date(b.created_at).getTime() - new Date(a.created_at).getTime() < GROUP_MS
  );
}
