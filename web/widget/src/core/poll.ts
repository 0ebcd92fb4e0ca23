/** Long poll: the way round proxies that let no socket through. */
import { ApiError, type Http } from '../api/http';
import type { ClientFrame } from '../api/types';
import { backoff } from '../rules/backoff';
import { bodyOf, type Link, type LinkOwner } from './link';
import type { OutboxEntry } from './outbox';
import type { Outcome } from './sender';

export class PollLink implements Link {
  private abort: AbortController | null = null;
  private round = new AbortController();
  private live = false;
  private wake: (() => void) | null = null;
  // What was last said of whether anybody is there; nothing at first, so that it is said at once.
  private reason = '';

  constructor(
    private readonly http: Http,
    private readonly owner: LinkOwner,
  ) {}

  start(): void {
    if (this.abort) return;
    this.abort = new AbortController();
    void this.loop(this.abort.signal);
  }

  stop(): void {
    this.abort?.abort();
    this.round.abort();
    this.abort = null;
    this.wake?.();
    this.turn(false);
  }

  lose(): void {
    this.turn(false);
  }

  hurry(): void {
    this.wake?.();
  }

  send(frame: ClientFrame): void {
    if (frame.type === 'seen') void this.http.read(frame.number).catch(() => undefined);
    if (frame.type === 'trail') {
      const { type: _, ...view } = frame;
      void this.http.call('POST', '/api/visitor/trail', view).catch(() => undefined);
    }
  }

  async post(entry: OutboxEntry): Promise<Outcome> {
    try {
      const known = this.owner.place().conversation;
      const { message } = await this.http.post(bodyOf(entry));
      // The open question was about another conversation (or none): ask anew.
      if (message.conversation_id !== known) setTimeout(() => this.round.abort());
      return { kind: 'acked', message };
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) {
        return { kind: 'lost' };
      }
      if (error.status === 401) this.owner.unknownToken();
      const retry = error.status === 429 || error.status === 401;
      return { kind: 'refused', sentence: error.message, retry };
    }
  }

  private async loop(signal: AbortSignal): Promise<void> {
    let attempt = 0;
    while (!signal.aborted) {
      try {
        this.round = new AbortController();
        await this.once(this.round.signal);
        attempt = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (this.round.signal.aborted) continue;
        this.turn(false);
        if (error instanceof ApiError && error.status === 401) return this.owner.unknownToken();
        if (error instanceof ApiError && error.status === 403) return this.owner.forbidden();
        attempt += 1;
        await this.sleep(backoff(attempt));
      }
    }
  }

  private async once(signal: AbortSignal): Promise<void> {
    if (!this.live) {
      // The last page of the history says which conversation there is.
      const { items, next } = await this.http.latest();
      this.owner.frame({ type: 'history', messages: items, has_more: next !== null });
      this.turn(true);
    }
    const place = this.owner.place();
    const news = await this.http.updates(place.conversation, place.since, this.reason, signal);
    this.turn(true);
    this.reason = news.availability.reason;
    this.owner.frame({ type: 'availability', availability: news.availability });
    if (news.conversation) {
      this.owner.frame({
        type: 'changed',
        conversation: news.conversation,
        messages: news.messages,
      });
    }
  }

  private turn(live: boolean): void {
    if (this.live === live) return;
    this.live = live;
    this.owner.up(live);
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((awake) => {
      const timer = setTimeout(awake, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        awake();
      };
    });
  }
}
