/** The open socket: hello with "since", frames both ways, back-off, and a pulse. */
import type { ClientFrame, ServerFrame } from '../api/types';
import { backoff } from '../rules/backoff';
import { bodyOf, type Link, type LinkOwner } from './link';
import type { OutboxEntry } from './outbox';
import type { Outcome } from './sender';

const PULSE_MS = 25_000;
const SILENCE_MS = 10_000;
const ACK_MS = 10_000;
const CONNECT_MS = 8_000;

export class SocketLink implements Link {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pulse: ReturnType<typeof setTimeout> | undefined;
  private stopped = true;
  private greeted = false;
  private readonly awaited = new Map<string, (outcome: Outcome) => void>();

  constructor(
    private readonly address: string,
    private readonly owner: LinkOwner,
    /** Called after each attempt that never got through, with how many in a row. */
    private readonly missed: (attempts: number) => void,
  ) {}

  start(): void {
    this.stopped = false;
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.drop();
  }

  lose(): void {
    if (this.stopped) return;
    this.drop();
    this.again();
  }

  hurry(): void {
    if (this.stopped || this.greeted) return;
    this.attempt = 0;
    this.drop();
    this.connect();
  }

  send(frame: ClientFrame): void {
    if (this.greeted) this.socket?.send(JSON.stringify(frame));
  }

  post(entry: OutboxEntry): Promise<Outcome> {
    if (!this.greeted) return Promise.resolve({ kind: 'lost' });
    return new Promise((resolve) => {
      // No answer for so long on an open socket: it is dead, and a new one will tell.
      const timer = setTimeout(() => this.lose(), ACK_MS);
      const settle = (outcome: Outcome) => {
        clearTimeout(timer);
        this.awaited.delete(entry.key);
        resolve(outcome);
      };
      this.awaited.set(entry.key, settle);
      this.send({ type: 'post', ...bodyOf(entry) });
    });
  }

  private connect(): void {
    clearTimeout(this.timer);
    if (this.stopped || this.socket) return;
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.address);
    } catch {
      // A page whose security policy forbids the address throws right here.
      this.again();
      return;
    }
    this.socket = socket;
    const { token, conversation, since } = this.owner.place();
    this.watch(CONNECT_MS);
    socket.onopen = () =>
      socket.send(JSON.stringify({ type: 'hello', token, conversation, since }));
    socket.onmessage = (event) => this.receive(String(event.data));
    socket.onclose = (event) => {
      if (this.socket !== socket) return;
      this.drop();
      if (event.code === 4401) this.owner.unknownToken();
      else if (event.code === 4403) this.owner.forbidden();
      else this.again();
    };
  }

  private again(): void {
    clearTimeout(this.timer);
    this.attempt += 1;
    this.missed(this.attempt);
    if (!this.stopped) this.timer = setTimeout(() => this.connect(), backoff(this.attempt));
  }

  /** Forgets the current socket; what was under way on it counts as lost. */
  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    clearTimeout(this.pulse);
    if (socket && socket.readyState <= WebSocket.OPEN) socket.close();
    for (const settle of [...this.awaited.values()]) settle({ kind: 'lost' });
    if (this.greeted) {
      this.greeted = false;
      this.owner.up(false);
    }
  }

  /** A socket that stays silent is dead, whatever the browser believes. */
  private watch(patience: number): void {
    clearTimeout(this.pulse);
    this.pulse = setTimeout(() => this.lose(), patience);
  }

  private receive(text: string): void {
    this.rest();
    // Frames that had to wait for one another come together.
    const frames = JSON.parse(text) as ServerFrame | ServerFrame[];
    for (const frame of Array.isArray(frames) ? frames : [frames]) this.take(frame);
  }

  private take(frame: ServerFrame): void {
    if (frame.type === 'ack') {
      this.awaited.get(frame.key)?.({ kind: 'acked', message: frame.message });
    } else if (frame.type === 'refused' && frame.key) {
      const { message: sentence, retry } = frame;
      this.awaited.get(frame.key)?.({ kind: 'refused', sentence, retry });
    }
    this.owner.frame(frame);
    if (frame.type === 'state' && !this.greeted) {
      this.greeted = true;
      this.attempt = 0;
      this.owner.up(true);
    }
  }

  /** Something arrived: ask again only after a quiet while. */
  private rest(): void {
    clearTimeout(this.pulse);
    this.pulse = setTimeout(() => {
      this.send({ type: 'ping' });
      this.watch(SILENCE_MS);
    }, PULSE_MS);
  }
}
