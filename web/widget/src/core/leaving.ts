/** When nobody is there: what the window asks for (离线留言). Pure. */
import type { State } from './state';

/**
 * `form`: a message and a contact, before anything was written.
 * `contact`: the message stands, only the way to answer it is missing.
 */
export function leaving(state: State): 'no' | 'form' | 'contact' {
  const { availability, conversation, contactLeft, identified, pending, messages } = state;
  if (!availability || availability.online || contactLeft) return 'no';
  if (conversation?.agent || conversation?.contact_known) return 'no';
  const open = conversation && conversation.state !== 'closed' ? conversation.id : null;
  const written =
    pending.length > 0 ||
    (open && messages.some(({ from, conversation_id: id }) => from === 'me' && id === open));
  if (written) return 'contact';
  // The shop knows a signed-in customer; whether it knows how to reach them shows after writing.
  return identified ? 'no' : 'form';
}
