import type { VisitorMessage } from '../src/api/types';
import { Corner } from '../src/core/storage';

export function message(change: Partial<VisitorMessage> = {}): VisitorMessage {
  const number = change.number ?? 1;
  return {
    id: `m-${change.conversation_id ?? 'c1'}-${number}`,
    conversation_id: 'c1',
    number,
    changed: number,
    from: 'agent',
    name: '李薇',
    kind: 'text',
    text: '您好',
    file: null,
    event: null,
    created_at: '2026-11-22T02:00:00Z',
    recalled: false,
    client_key: null,
    reply_to: null,
    bot: null,
    ...change,
  };
}

/** A storage shared by "tabs" of one test. */
export function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}

export const corner = (area: Storage = memoryStorage()) => new Corner('W', area);
