import { describe, expect, it } from 'vitest';
import type { Claims } from '../src/core/claims';
import { Outbox, type OutboxEntry } from '../src/core/outbox';
import { type Outcome, Sender } from '../src/core/sender';
import { corner, memoryStorage, message } from './make';

const settle = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

/** Locks as the browser grants them: one holder, others wait. */
class SharedLocks {
  private readonly waiting = new Map<string, (() => void)[]>();

  claims(): Claims {
    const held = new Set<string>();
    return {
      take: (key) =>
        new Promise((taken) => {
          const queue = this.waiting.get(key) ?? [];
          this.waiting.set(key, queue);
          const grant = () => {
            held.add(key);
            taken();
          };
          queue.push(grant);
          if (queue.length === 1) grant();
        }),
      release: (key) => {
        if (!held.delete(key)) return;
        const queue = this.waiting.get(key) ?? [];
        queue.shift();
        queue[0]?.();
      },
    };
  }
}

function tab(area: Storage, locks: SharedLocks, answer: (entry: OutboxEntry) => Outcome) {
  const posted: string[] = [];
  const sentences: (string | null)[] = [];
  const line = { live: true };
  const outbox = new Outbox(corner(area));
  const sender = new Sender(outbox, locks.claims(), {
    post: async (entry) => {
      posted.push(entry.text);
      return answer(entry);
    },
    ready: () => line.live,
    acked: () => undefined,
    changed: () => undefined,
    slowed: (sentence) => sentences.push(sentence),
    wait: () => Promise.resolve(),
  });
  return { outbox, sender, posted, sentences, line };
}

const acked = (entry: OutboxEntry): Outcome => ({
  kind: 'acked',
  message: message({ client_key: entry.key }),
});

describe('outbox', () => {
  it('keeps a message until it is acknowledged, across a reload', () => {
    const area = memoryStorage();
    const written = new Outbox(corner(area)).add({ kind: 'text', text: '壶到了吗' });
    const reloaded = new Outbox(corner(area));
    expect(reloaded.list()).toEqual([written]);
    reloaded.remove(written.key);
    expect(new Outbox(corner(area)).list()).toEqual([]);
  });

  it('keeps the order of writing even when the clock stands still', () => {
    const outbox = new Outbox(corner(), () => 1000);
    for (const text of ['一', '二', '三']) outbox.add({ kind: 'text', text });
    expect(outbox.list().map(({ text }) => text)).toEqual(['一', '二', '三']);
  });

  it('tries a refused message again with the same key and body', () => {
    const outbox = new Outbox(corner());
    const { key } = outbox.add({ kind: 'text', text: '你好' });
    outbox.fail(key, '太长了');
    expect(outbox.get(key)?.failed).toBe('太长了');
    outbox.retry(key);
    expect(outbox.list()).toMatchObject([{ key, text: '你好' }]);
    expect(outbox.get(key)?.failed).toBeUndefined();
  });
});

describe('sender', () => {
  it('sends what was written offline once and in order when the line is back', async () => {
    const one = tab(memoryStorage(), new SharedLocks(), acked);
    one.line.live = false;
    for (const text of ['一', '二', '三']) one.outbox.add({ kind: 'text', text });
    one.sender.adopt();
    await settle();
    expect(one.posted).toEqual([]);
    one.line.live = true;
    await one.sender.pump();
    expect(one.posted).toEqual(['一', '二', '三']);
    expect(one.outbox.list()).toEqual([]);
  });

  it('sends each message from one tab only', async () => {
    const area = memoryStorage();
    const locks = new SharedLocks();
    const one = tab(area, locks, acked);
    const two = tab(area, locks, acked);
    one.outbox.add({ kind: 'text', text: '只发一次' });
    one.sender.adopt();
    two.sender.adopt();
    await settle();
    expect([...one.posted, ...two.posted]).toEqual(['只发一次']);
  });

  it('keeps the order of writing even when two tabs hold the messages', async () => {
    const area = memoryStorage();
    const locks = new SharedLocks();
    const order: string[] = [];
    const note = (entry: OutboxEntry) => {
      order.push(entry.text);
      return acked(entry);
    };
    const one = tab(area, locks, note);
    const two = tab(area, locks, note);
    one.line.live = false;
    two.line.live = false;
    one.outbox.add({ kind: 'text', text: '先' });
    one.sender.adopt();
    await settle();
    one.outbox.add({ kind: 'text', text: '后' });
    two.sender.adopt();
    await settle();
    two.line.live = true;
    const waiting = two.sender.pump();
    one.line.live = true;
    await one.sender.pump();
    await waiting;
    expect(order).toEqual(['先', '后']);
  });

  it('keeps a lost message and sends it again with the same key', async () => {
    const keys: string[] = [];
    const one = tab(memoryStorage(), new SharedLocks(), (entry) => {
      keys.push(entry.key);
      return keys.length === 1 ? { kind: 'lost' } : acked(entry);
    });
    one.outbox.add({ kind: 'text', text: '在吗' });
    one.sender.adopt();
    await settle();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('waits when asked to slow down, and says so', async () => {
    let calls = 0;
    const one = tab(memoryStorage(), new SharedLocks(), (entry) => {
      calls += 1;
      return calls < 3 ? { kind: 'refused', sentence: '请稍等', retry: true } : acked(entry);
    });
    one.outbox.add({ kind: 'text', text: '快' });
    one.sender.adopt();
    await settle();
    expect(one.sentences).toEqual(['请稍等', '请稍等', null]);
    expect(one.outbox.list()).toEqual([]);
  });

  it('shows a message refused for good, and goes on with the next', async () => {
    const one = tab(memoryStorage(), new SharedLocks(), (entry) =>
      entry.text === '坏' ? { kind: 'refused', sentence: '不能发送', retry: false } : acked(entry),
    );
    one.outbox.add({ kind: 'text', text: '坏' });
    one.outbox.add({ kind: 'text', text: '好' });
    one.sender.adopt();
    await settle();
    expect(one.outbox.list()).toMatchObject([{ text: '坏', failed: '不能发送' }]);
  });
});
