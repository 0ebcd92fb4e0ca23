/** What a visitor would rather have than wait at the screen, and how to reach them. */
import type { ApiError } from '../api/http';
import type { ContactBody, Wants } from '../api/types';
import type { Chat } from './chat';

/** 离线留言: the message opens the conversation, the contact belongs to it. */
export async function leave(chat: Chat, contact: ContactBody, message: string): Promise<void> {
  chat.corner.remove('draft');
  if (message) chat.sendText(message);
  await chat.store.until(({ conversation }) => !!conversation && conversation.state !== 'closed');
  await chat.http.contact(contact);
  const { asks, conversation } = chat.store.get();
  chat.store.set({ contactLeft: true, asks: null });
  if (asks && conversation?.state === 'queued') await want(chat, asks);
}

/** Rather an answer later or a call (回拨) than to wait here; the place in line is kept. */
export async function want(chat: Chat, wants: Wants): Promise<void> {
  try {
    await chat.http.want(wants);
    chat.store.set({ asks: null });
  } catch (error) {
    const { code } = error as ApiError;
    if (code === 'contact_needed' && wants !== 'chat') chat.store.set({ asks: wants });
    // Somebody has taken the conversation meanwhile: better than anything asked for.
    else if (code !== 'not_waiting') await chat.tell(Promise.reject(error));
  }
}
