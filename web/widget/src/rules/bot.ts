/** What a visitor may do with what the bot (机器人) said. Pure. */
import type { VisitorConversation, VisitorMessage } from '../api/types';

/** The bot answers here, and a person is one tap away. */
export const botHolds = (conversation: VisitorConversation | null): boolean =>
  conversation?.state === 'bot';

/** The name of the bot while it owes an answer, which may take some seconds to word. */
export function answering(
  conversation: VisitorConversation | null,
  messages: VisitorMessage[],
): string | null {
  const newest = messages.findLast(({ event }) => !event);
  return botHolds(conversation) && newest?.from === 'me'
    ? (conversation?.agent?.name ?? null)
    : null;
}

interface Standing {
  conversation: VisitorConversation | null;
  messages: VisitorMessage[];
  /** how many of the visitor's messages are still on their way */
  pending: number;
}

/** A choice is open until the visitor has written something since, or a person has taken over. */
export function mayChoose(message: VisitorMessage, standing: Standing): boolean {
  const { conversation, messages, pending } = standing;
  if (!botHolds(conversation) || conversation?.id !== message.conversation_id) return false;
  if (pending > 0) return false;
  return !messages.some(
    ({ from, conversation_id: id, number }) =>
      from === 'me' && id === message.conversation_id && number > message.number,
  );
}

/** What a screen reader says of a new message: the words, and what may be chosen. */
export function spoken(message: VisitorMessage): string {
  const labels = message.bot?.choices.map(({ label }) => label) ?? [];
  return [message.text || (message.file?.name ?? ''), ...labels].filter(Boolean).join('; ');
}

/** Who says it; a bot never passes for a person. */
export function named({ from, name }: VisitorMessage, mark: string): string | null {
  if (from === 'me') return null;
  return [name, from === 'bot' ? mark : ''].filter(Boolean).join(' · ') || null;
}
