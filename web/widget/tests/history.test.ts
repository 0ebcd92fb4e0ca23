import { describe, expect, it } from 'vitest';
import type { VisitorConversation, VisitorMessage } from '../src/api/types';
import { missedSince } from '../src/core/gaps';
import { arrived, highestChanged, merge, rows, unreadCount } from '../src/core/history';
import { message } from './make';

const summary = (number: number) => ({ id: 'c1', number }) as VisitorConversation;
const changed = (number: number, messages: VisitorMessage[] = []) =>
  ({ type: 'changed', conversation: summary(number), messages }) as const;

describe('a lost push', () => {
  it('is noticed when a later one arrives', () => {
    expect(missedSince(summary(5), changed(7, [message({ number: 7 })]))).toBe(5);
    expect(missedSince(summary(5), changed(7))).toBe(5);
  });

  it('is not seen where there is none', () => {
    expect(missedSince(summary(5), changed(6, [message({ number: 6 })]))).toBeNull();
    expect(missedSince(summary(5), changed(6))).toBeNull();
    const two = [message({ number: 6 }), message({ number: 7 })];
    expect(missedSince(summary(5), changed(7, two))).toBeNull();
    expect(missedSince(summary(5), changed(6, [message({ number: 3, changed: 6 })]))).toBeNull();
    expect(missedSince(summary(5), changed(4))).toBeNull();
    expect(missedSince(null, changed(9))).toBeNull();
  });
});

describe('history', () => {
  it('is one, across conversations, in order, whatever the order of arrival', () => {
    const late = message({ conversation_id: 'c2', number: 1 });
    const early = message({ conversation_id: 'c1', number: 2 });
    const first = message({ conversation_id: 'c1', number: 1 });
    const merged = merge(merge([], [late]), [early, first]);
    expect(merged.map(({ id }) => id)).toEqual([first.id, early.id, late.id]);
  });

  it('shows a message once, however often it comes', () => {
    const one = message();
    expect(merge(merge([], [one]), [one, { ...one }])).toHaveLength(1);
  });

  it('takes a recall, and no older state after it', () => {
    const before = message({ number: 3, changed: 3 });
    const recalled = { ...before, changed: 7, recalled: true, text: '' };
    expect(merge([before], [recalled])[0]?.recalled).toBe(true);
    expect(merge([recalled], [before])[0]?.recalled).toBe(true);
  });

  it('knows what it has seen of one conversation', () => {
    const list = [
      message({ number: 4, changed: 9 }),
      message({ conversation_id: 'c2', number: 2, changed: 2 }),
    ];
    expect(highestChanged(list, 'c1')).toBe(9);
    expect(highestChanged(list, 'c2')).toBe(2);
    expect(highestChanged(list, 'c3')).toBe(0);
  });

  it('finds unsent messages that did arrive', () => {
    const entry = { key: 'k1', kind: 'text' as const, text: '', made_at: 1 };
    expect(arrived([message({ client_key: 'k1' })], [entry])).toEqual(['k1']);
    expect(arrived([message()], [entry])).toEqual([]);
  });

  it('counts only what the other side wrote after the last one seen', () => {
    const list = [
      message({ number: 1 }),
      message({ number: 2, from: 'me' }),
      message({ number: 3 }),
      message({ number: 4, from: 'system', kind: 'event' }),
      message({ conversation_id: 'c2', number: 1 }),
    ];
    expect(unreadCount(list, null)).toBe(3);
    expect(unreadCount(list, { conversation: 'c1', number: 1 })).toBe(2);
    expect(unreadCount(list, { conversation: 'c2', number: 1 })).toBe(0);
  });

  it('separates days and groups neighbours', () => {
    const list = [
      message({ number: 1, created_at: '2026-11-20T02:00:00Z' }),
      message({ number: 2, created_at: '2026-11-22T02:00:00Z' }),
      message({ number: 3, created_at: '2026-11-22T02:01:00Z' }),
      message({ number: 4, created_at: '2026-11-22T02:30:00Z' }),
    ];
    const shown = rows(list).map((row) => (row.kind === 'day' ? 'day' : row.first));
    expect(shown).toEqual(['day', true, 'day', true, false, true]);
  });

  it('keeps the key of a message from writing to acknowledgement, so that it never flickers', () => {
    expect(rows([message({ client_key: 'k9' })]).at(-1)?.key).toBe('k9');
  });
});
