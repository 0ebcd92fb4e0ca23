/** Finds out that a push was lost. Pure. */
import type { VisitorConversation } from '../api/types';
import type { Report } from './link';

/**
 * Everything visible in a conversation takes its next number. When a change arrives whose
 * predecessors did not, this is the number to ask from; `null` when nothing is missing.
 */
export function missedSince(held: VisitorConversation | null, report: Report): number | null {
  if (report.type !== 'changed' || held?.id !== report.conversation.id) return null;
  const { number } = report.conversation;
  const told = new Set(report.messages.flatMap((message) => [message.number, message.changed]));
  // A change without a message, such as a read mark, is its own number.
  if (report.messages.length === 0) told.add(number);
  for (let next = held.number + 1; next <= number; next += 1) {
    if (!told.has(next)) return held.number;
  }
  return null;
}
