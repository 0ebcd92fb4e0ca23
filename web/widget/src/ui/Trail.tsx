import { useEffect, useRef } from 'preact/hooks';
import type { Chat } from '../core/chat';
import type { Consent, State } from '../core/state';
import { Trail as Follower, teller } from '../core/trail';
import { untracked } from '../rules/trail';
import { choose } from './choose';
import { useChat } from './context';

/** Follows the page while the visitor's consent stands; draws nothing. */
export function Trail({ state }: { state: State }) {
  const chat = useChat();
  const { consent, looked, trail } = state;
  const follower = useRef<Follower | null>(null);
  const given = trail?.given === true && !untracked(navigator);

  useEffect(() => {
    if (!given) return;
    const one = new Follower(teller(chat));
    follower.current = one;
    const turn = () => (document.hidden ? one.hide() : one.show());
    const leave = () => one.hide();
    one.enter(location.href, document.title, document.referrer, !document.hidden);
    document.addEventListener('visibilitychange', turn);
    addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      removeEventListener('pagehide', leave);
      follower.current = null;
    };
  }, [given]);

  useEffect(() => {
    if (!looked || !follower.current) return;
    const url = addressOf(looked.url);
    if (url) follower.current.enter(url, looked.title, '', !document.hidden);
  }, [looked]);

  useEffect(() => {
    if (consent) answerForPage(chat, consent);
  }, [consent]);
  return null;
}

function addressOf(url: string): string | null {
  try {
    return new URL(url, location.href).href;
  } catch {
    return null;
  }
}

/** The page asked by itself and passes on the answer. */
function answerForPage(chat: Chat, { page_trail: given, wording }: Consent): void {
  if (typeof given !== 'boolean' || chat.store.get().trail?.given === given) return;
  void choose(chat, { given, surface: 'page', wording: String(wording ?? '').slice(0, 500) });
}
