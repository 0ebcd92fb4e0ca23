import type { Trail, TrailChoice } from '../api/types';
import type { Chat } from '../core/chat';

/** Tells the server a choice; what counts then is shown. */
export async function choose(chat: Chat, choice: TrailChoice): Promise<void> {
  const call = chat.http.call<{ trail: Trail | null }>('PUT', '/api/visitor/trail', choice);
  const answer = await call.catch(() => null);
  // Not reached: the question stays, or comes again with the next page.
  if (answer) chat.store.set({ trail: answer.trail, choosesTrail: false });
}
