/** When nobody is there, or a visitor would rather not wait: what the window asks for (离线留言). */
import { botHolds } from '../rules/bot';
import type { State } from './state';

/**
 * `form`: a message and a contact, before anything was written.
 * `contact`: the message stands, only the way to answer it is missing.
 */
export function leaving(state: State): 'no' | 'form' | 'contact' {
  const { availability, conversation, contactLeft, identified, pending, messages } = state;
  // A call may need another contact than the one we have.
  const asked = state.asks !== null && waits(state);
  if (!availability || (contactLeft && !asked)) return 'no';
  if (availability.online && !asked) return 'no';
  if (botHolds(conversation)) return 'no';
  if (conversation?.agent || (conversation?.contact_known && !asked)) return 'no';
  const open = conversation && conversation.state !== 'closed' ? conversation.id : null;
  const written =
    pending.length > 0 ||
    (open && messages.some(({ from, conversation_id: id }) => from === 'me' && id === open));
  if (written) return 'contact';
  // The shop knows a signed-in customer; whether it knows how to reach them shows after writing.
  return identified && !asked ? 'no' : 'form';
}

/** In line, or about to be: everybody who could answer is busy (排队). */
export function waits({ availability, conversation }: State): boolean {
  if (!availability?.online) return false;
  if (conversation && conversation.state !== 'closed') return conversation.state === 'queued';
  return availability.reason === 'busy';
}

/** Nothing is open and nothing on its way: who writes now begins anew, and may choose a subject. */
export function begins({ conversation, pending, uploads }: State): boolean {
  const open = conversation && conversation.state !== 'closed';
  return !open && pending.length === 0 && uploads.length === 0;
}
