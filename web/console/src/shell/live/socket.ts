import type { ClientFrame, ServerFrame } from "@/api/frames";

export type LiveState = "connecting" | "open" | "offline";
type Opener = () => WebSocket;

const PING_EVERY = 20_000;
const SILENT_FOR = 50_000;
const LONGEST_WAIT = 15_000;
/** The server does not know who we are (any more). */
const NOT_SIGNED_IN = 4401;

/** Half a second, doubling up to 15 s, with up to half of it left to chance. */
export function backoff(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_WAIT, 500 * 2 ** attempt);
  return whole / 2 + (whole / 2) * random;
}

/** The one socket of a signed-in console (实时连接): watches topics and comes back by itself. */
export class LiveSocket {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private lastHeard = 0;
  private stopped = true;
  private readonly topics = new Map<string, number>();
  private readonly frameListeners = new Set<(frame: ServerFrame) => void>();
  private readonly stateListeners = new Set<() => void>();
  state: LiveState = "connecting";
  /** Grows with each connection; whoever shows lists reads them again when it changes. */
  generation = 0;

  constructor(
    private readonly open: Opener,
    private readonly refused: () => void = () => undefined,
  ) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.beat = setInterval(() => this.check(), PING_EVERY);
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    clearInterval(this.beat);
    this.socket?.close();
    this.socket = null;
  }

  /** Tries at once: the network is said to be back, or the person looks again. */
  nudge(): void {
    if (this.stopped || this.socket) return;
    clearTimeout(this.retry);
    this.connect();
  }

  /** The network is said to be gone: a dead line can stay open for minutes without a word. */
  cut(): void {
    const dead = this.socket;
    if (this.stopped || !dead) return;
    this.lost();
    dead.close();
  }

  send(frame: ClientFrame): boolean {
    if (this.state !== "open" || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  watch(topic: string): () => void {
    const before = this.topics.get(topic) ?? 0;
    this.topics.set(topic, before + 1);
    if (before === 0) this.send({ type: "watch", topics: [topic] });
    return () => this.unwatch(topic);
  }

  private unwatch(topic: string): void {
    const left = (this.topics.get(topic) ?? 1) - 1;
    if (left > 0) {
      this.topics.set(topic, left);
      return;
    }
    this.topics.delete(topic);
    this.send({ type: "unwatch", topics: [topic] });
  }

  onFrame(listener: (frame: ServerFrame) => void): () => void {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  onState(listener: () => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  private connect(): void {
    const socket = this.open();
    this.socket = socket;
    this.lastHeard = Date.now();
    socket.onmessage = (event: MessageEvent<string>) => {
      if (this.socket !== socket) return;
      // Frames that waited together come as one array.
      const heard = JSON.parse(event.data) as ServerFrame | ServerFrame[];
      for (const frame of Array.isArray(heard) ? heard : [heard]) this.hear(frame);
    };
    socket.onclose = (event?: CloseEvent) => {
      if (this.socket !== socket) return;
      if (event?.code === NOT_SIGNED_IN) {
        this.stop();
        this.refused();
      } else {
        this.lost();
      }
    };
  }

  private hear(frame: ServerFrame): void {
    this.lastHeard = Date.now();
    if (frame.type === "welcome") {
      this.attempt = 0;
      this.generation += 1;
      this.become("open");
      if (this.topics.size > 0) this.send({ type: "watch", topics: [...this.topics.keys()] });
    }
    for (const listener of this.frameListeners) listener(frame);
  }

  private lost(): void {
    this.socket = null;
    if (this.stopped) return;
    this.become("offline");
    this.retry = setTimeout(() => this.connect(), backoff(this.attempt, Math.random()));
    this.attempt += 1;
  }

  private check(): void {
    if (!this.socket) return;
    if (Date.now() - this.lastHeard > SILENT_FOR) {
      this.cut();
      return;
    }
    this.send({ type: "ping" });
  }

  private become(state: LiveState): void {
    if (this.state === state && state !== "open") return;
    this.state = state;
    for (const listener of this.stateListeners) listener();
  }
}
