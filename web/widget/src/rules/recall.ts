import type { VisitorMessage } from '../api/types';

/** Own messages can be taken back for two minutes (撤回). */
export const RECALL_MS = 120_000;

export function canRecall(message: VisitorMessage, now: number): boolean {
  return (
    message.from === 'me' &&
    !message.recalled &&
    now - new Date(message.created_at).getTime() < RECALL_MS
  );
}
