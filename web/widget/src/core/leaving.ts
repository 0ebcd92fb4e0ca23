/** When nobody is there, or a visitor would rather not wait: what the window asks for (离线留言). */
import type { State } from './state';

/**
 * `form`: a message and a contact, before anything was written.
 * `contact`: the message stands, only the way to answer it is missing.
 */
export function leaving(state: State): 'no' | 'form' | 'contact' {
  const { availability, conversation, contactLeft, identified, pending, messages } = state;
  if (!availability || contactLeft) return 'no';
  if (availability.online && !(state.rather && waits(state))) return 'no';
  if (conversation?.agent || conversation?.contact_known) return 'no';
  const open = conversation && conversation.state !== 'closed' ? conversation.id : null;
  const written =
    pending.length > 0 ||
    (open && messages.some(({ from, conversation_id: id }) => from === 'me' && id === open));
  if (written) return 'contact';
  // The shop knows a signed-in customer; whether it knows how to reach them shows after writing.
  return identified && !state.rather ? 'no' : 'form';
}

/** In line, or about to be: everybody who could answer is busy (排队). */
export function waits({ availability, conversation }: State): boolean {
  if (!availability?.online) return false;
  if (conversation && conversation.state !== 'closed') return conversation.state === 'queued';
  return availability.reason === 'busy';
}

/** May who waits leave a contact instead? Their place in line stays theirs. */
export function mayLeave(state: State): boolean {
  return waits(state) && !state.contactLeft && !state.conversation?.contact_known;
}
