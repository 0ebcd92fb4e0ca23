import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Chat } from '../core/chat';
import type { State } from '../core/state';

export const ChatContext = createContext<Chat>(null as unknown as Chat);

export const useChat = (): Chat => useContext(ChatContext);

/** The whole state; parts that draw much are memoised on what they take from it. */
export function useChatState(): State {
  const { store } = useChat();
  const [state, setState] = useState(store.get());
  useEffect(() => {
    setState(store.get());
    return store.listen(() => setState(store.get()));
  }, [store]);
  return state;
}
