/** Sends the outbox in order, one at a time, until every message is acknowledged or refused. */
import type { VisitorMessage } from '../api/types';
import type { Claims } from './claims';
import type { Outbox, OutboxEntry } from './outbox';

export type Outcome =
  | { kind: 'acked'; message: VisitorMessage }
  | { kind: 'refused'; sentence: string; retry: boolean }
  | { kind: 'lost' };

interface Duties {
  /** Sends one message and says what became of it; never throws. */
  post(entry: OutboxEntry): Promise<Outcome>;
  /** May something be sent now? */
  ready(): boolean;
  acked(key: string, message: VisitorMessage): void;
  /** The outbox looks different now. */
  changed(): void;
  /** Asked to slow down: the sentence to show, or null when it goes on. */
  slowed(sentence: string | null): void;
  wait(milliseconds: number): Promise<void>;
}

const RETRY_MS = 3000;
/** How long another tab may take with an earlier message before ours goes first. */
const WAIT_MS = 100;
const MOST_WAITS = 150;

export class Sender {
  private readonly mine = new Set<string>();
  private readonly asked = new Set<string>();
  private running = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly claims: Claims,
    private readonly duties: Duties,
  ) {}

  /** Takes up every message of the outbox that no other tab is sending. */
  adopt(): void {
    for (const { key } of this.outbox.list()) {
      if (this.asked.has(key)) continue;
      this.asked.add(key);
      void this.claims.take(key).then(() => {
        if (!this.outbox.get(key)) return this.drop(key);
        this.mine.add(key);
        void this.pump();
      });
    }
  }

  /** The message is done with: acknowledged, or thrown away by the visitor. */
  drop(key: string): void {
    this.outbox.remove(key);
    this.mine.delete(key);
    this.claims.release(key);
  }

  async pump(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      let waits = 0;
      while (this.duties.ready()) {
        const unsent = this.outbox.list().filter(({ failed }) => !failed);
        const entry = unsent.find(({ key }) => this.mine.has(key));
        if (!entry) return;
        if (entry !== unsent[0] && waits < MOST_WAITS) {
          // An earlier message is another tab's: what was written first goes out first.
          waits += 1;
          await this.duties.wait(WAIT_MS);
          continue;
        }
        waits = 0;
        await this.sendOne(entry);
      }
    } finally {
      this.running = false;
    }
  }

  private async sendOne(entry: OutboxEntry): Promise<void> {
    const outcome = await this.duties.post(entry);
    if (outcome.kind === 'acked') {
      this.duties.slowed(null);
      this.drop(entry.key);
      this.duties.acked(entry.key, outcome.message);
    } else if (outcome.kind === 'refused' && outcome.retry) {
      this.duties.slowed(outcome.sentence);
      await this.duties.wait(RETRY_MS);
    } else if (outcome.kind === 'refused') {
      this.outbox.fail(entry.key, outcome.sentence);
    } else {
      await this.duties.wait(RETRY_MS / 3);
    }
    this.duties.changed();
  }
}
