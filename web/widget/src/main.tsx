/** Puts the window on the page, in a shadow root of its own. */
import { render } from 'preact';
import type { Identity } from './api/types';
import { Chat } from './core/chat';
import type { Consent, Options } from './core/state';
import { App } from './ui/App';
import { ChatContext } from './ui/context';
import styles from './ui/styles/window.css?inline';

/** The third is what to call with the answer, or what an event says besides its name. */
export type Command = [name: string, value?: unknown, more?: unknown];

/** A window stays open from page to page of a shop, but never covers a phone's new page. */
function restoreOpen(chat: Chat, options: Options): void {
  if (options.mode === 'page') return;
  const name = `zhiyin:${options.widget}:open`;
  try {
    if (sessionStorage.getItem(name) && innerWidth > 480) chat.open();
    chat.store.listen(() => {
      if (chat.store.get().open) sessionStorage.setItem(name, '1');
      else sessionStorage.removeItem(name);
    });
  } catch {
    // Without session storage every page starts with the window closed.
  }
}

function look(chat: Chat, url: string, title: string): void {
  chat.page(url, title);
  chat.store.set({ looked: { url, title } });
}

function obey(chat: Chat, [name, value, more]: Command): void {
  if (name === 'open') chat.open();
  else if (name === 'close') chat.close();
  else if (name === 'logout') void chat.life.logout();
  else if (name === 'identify') {
    void chat.life.identify(value as Identity).then((known) => {
      if (typeof more === 'function') more(known);
    });
  } else if (name === 'event') {
    const { happened } = chat.store.get();
    chat.store.set({ happened: [...happened.slice(-49), [String(value), more]] });
  } else if (name === 'consent') {
    chat.store.set({ consent: value as Consent });
  } else if (name === 'page') {
    const page = (value ?? {}) as { url?: string; title?: string };
    look(chat, page.url ?? location.href, page.title ?? document.title);
  }
}

export function start(options: Options): (command: Command) => void {
  const place = document.createElement('zhiyin-chat');
  // The host element takes no room, whatever the shop's own styles say about unknown elements.
  place.style.cssText =
    'all:initial!important;position:fixed!important;width:0!important;height:0!important;z-index:2147483000!important';
  const root = place.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  document.body.append(place);

  const chat = new Chat(options);
  // Nothing is shown before its words are there: the server may be long in saying which they are.
  void chat.life.words().then(() => {
    render(
      <ChatContext.Provider value={chat}>
        <App />
      </ChatContext.Provider>,
      root,
    );
    restoreOpen(chat, options);
  });
  void chat.life.begin();
  // Shops built as one page change the address without a load.
  (window as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', () =>
    look(chat, location.href, document.title),
  );
  return (command) => obey(chat, command);
}
