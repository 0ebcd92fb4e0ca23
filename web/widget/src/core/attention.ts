/** Sound and the count in the page's title: gentle, and never before the visitor has touched the
 * page (browsers forbid it, and so does courtesy). */
import type { State } from './state';
import type { Store } from './store';

const COUNT = /^\(\d+\) /;

export class Attention {
  private touched = false;

  constructor(private readonly store: Store<State>) {
    const touch = () => {
      this.touched = true;
    };
    for (const kind of ['pointerdown', 'keydown']) {
      window.addEventListener(kind, touch, { once: true, capture: true, passive: true });
    }
    store.listen(() => this.title());
  }

  chime(): void {
    if (this.touched && this.store.get().sound) void import('./chime').then(({ chime }) => chime());
  }

  private title(): void {
    const { unread } = this.store.get();
    const plain = document.title.replace(COUNT, '');
    const title = unread > 0 ? `(${unread}) ${plain}` : plain;
    if (document.title !== title && (unread > 0 || COUNT.test(document.title))) {
      document.title = title;
    }
  }
}
