/** What the visitor has read, and the older pages of the history. */
import type { Http } from '../api/http';
import { merge, unreadCount } from './history';
import type { State } from './state';
import type { Corner } from './storage';
import type { Store } from './store';

interface ReadMark {
  conversation: string;
  number: number;
}

export class Reading {
  constructor(
    private readonly store: Store<State>,
    private readonly corner: Corner,
    private readonly http: Http,
    private readonly tell: (number: number) => void,
  ) {}

  /** The visitor has the newest message before their eyes. */
  seen(): void {
    const last = this.store.get().messages.findLast(({ from }) => from !== 'me');
    if (!last) return;
    const held = this.corner.read<ReadMark>('seen');
    if (held?.conversation === last.conversation_id && held.number >= last.number) return;
    this.corner.write('seen', { conversation: last.conversation_id, number: last.number });
    this.tell(last.number);
    this.count();
  }

  count(): void {
    const seen = this.corner.read<ReadMark>('seen');
    this.store.set({ unread: unreadCount(this.store.get().messages, seen) });
  }

  async loadOlder(): Promise<void> {
    const { older, messages } = this.store.get();
    const first = messages[0];
    if (older !== 'more' || !first) return;
    this.store.set({ older: 'loading' });
    try {
      const { items, next } = await this.http.history(first.id);
      this.store.set({
        messages: merge(this.store.get().messages, items),
        older: next ? 'more' : 'none',
      });
    } catch {
      this.store.set({ older: 'more' });
    }
  }
}
