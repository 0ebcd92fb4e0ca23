/** 访问足迹: which pages a visitor, who agreed to it, looks at, and how long each is on screen. */
import type { PageView } from '../api/types';
import { pageView, samePage } from '../rules/trail';
import type { Chat } from './chat';

interface Page {
  key: string;
  url: string;
  title: string;
  referrer: string;
  /** on screen before it was last hidden, in milliseconds */
  seen: number;
  /** on screen since; null while hidden */
  since: number | null;
}

export class Trail {
  private page: Page | null = null;

  constructor(private readonly tell: (view: PageView, leaving: boolean) => void) {}

  enter(url: string, title: string, referrer: string, visible: boolean): void {
    if (this.page && samePage(this.page.url, url)) {
      this.page.title = title;
      return;
    }
    this.hide();
    const since = visible ? performance.now() : null;
    this.page = { key: crypto.randomUUID(), url, title, referrer, seen: 0, since };
    this.say(false);
  }

  /** Hidden or left: how long it was looked at so far. */
  hide(): void {
    const { page } = this;
    if (!page || page.since === null) return;
    page.seen += performance.now() - page.since;
    page.since = null;
    this.say(true);
  }

  show(): void {
    if (this.page) this.page.since ??= performance.now();
  }

  private say(leaving: boolean): void {
    const { page } = this;
    if (!page) return;
    const view = pageView(page.key, page.url, page.title, page.referrer, page.seen / 1000);
    this.tell(view, leaving);
  }
}

/** Over the open line; without one by a request that outlives the page. */
export function teller(chat: Chat): (view: PageView, leaving: boolean) => void {
  return (view, leaving) => {
    // What is put on a socket while its page goes away may be lost.
    if (!leaving && chat.store.get().connection === 'live') {
      chat.link.send({ type: 'trail', ...view });
      return;
    }
    void fetch(`${chat.http.host}/api/visitor/trail`, {
      method: 'POST',
      credentials: 'omit',
      keepalive: true,
      headers: { ...chat.http.headers(), 'Content-Type': 'application/json' },
      body: JSON.stringify(view),
    }).catch(() => undefined);
  };
}
