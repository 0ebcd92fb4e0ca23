/** The socket, and the long poll while sockets do not get through. */
import type { Http } from '../api/http';
import type { ClientFrame } from '../api/types';
import type { Link, LinkOwner } from './link';
import type { OutboxEntry } from './outbox';
import type { Outcome } from './sender';
import { SocketLink } from './socket';

/** Attempts in a row that never got through before the long poll takes over. */
const PATIENCE = 3;

/**
 * The socket goes on trying while the poll carries the conversation; as soon as it gets through,
 * the poll stops.
 */
export class Connection implements Link {
  private readonly socket: SocketLink;
  private poll: Link | null = null;
  private stopped = true;
  private socketUp = false;
  private pollUp = false;

  constructor(
    private readonly http: Http,
    private readonly owner: LinkOwner,
  ) {
    this.socket = new SocketLink(
      `${http.host.replace(/^http/, 'ws')}/api/live/visitor`,
      { ...bound(owner), up: (live) => this.turn('socketUp', live) },
      (attempts) => {
        if (attempts >= PATIENCE && navigator.onLine !== false) void this.goRound();
      },
    );
  }

  /** The long poll is fetched only by those who need it. */
  private async goRound(): Promise<void> {
    const owner = { ...bound(this.owner), up: (live: boolean) => this.turn('pollUp', live) };
    this.poll ??= await import('./poll').then(
      ({ PollLink }) => new PollLink(this.http, owner),
      () => null,
    );
    if (!this.socketUp && !this.stopped) this.poll?.start();
  }

  /** The way that is open now. */
  private way(): Link {
    return !this.socketUp && this.poll ? this.poll : this.socket;
  }

  start(): void {
    this.stopped = false;
    this.socket.start();
  }

  stop(): void {
    this.stopped = true;
    this.socket.stop();
    this.poll?.stop();
  }

  lose(): void {
    this.socket.lose();
    this.poll?.lose();
  }

  hurry(): void {
    this.socket.hurry();
    this.poll?.hurry();
  }

  send(frame: ClientFrame): void {
    this.way().send(frame);
  }

  post(entry: OutboxEntry): Promise<Outcome> {
    return this.way().post(entry);
  }

  private turn(which: 'socketUp' | 'pollUp', live: boolean): void {
    const before = this.socketUp || this.pollUp;
    this[which] = live;
    if (which === 'socketUp' && live) this.poll?.stop();
    const after = this.socketUp || this.pollUp;
    if (before !== after) this.owner.up(after);
  }
}

/** The owner's other duties, unchanged. */
function bound(owner: LinkOwner): LinkOwner {
  return {
    place: () => owner.place(),
    frame: (frame) => owner.frame(frame),
    up: (live) => owner.up(live),
    unknownToken: () => owner.unknownToken(),
    forbidden: () => owner.forbidden(),
  };
}
