/** Messages that are written but not yet acknowledged (发件箱). */
import type { FileInfo, PostBody } from '../api/types';
import type { Corner } from './storage';

export interface OutboxEntry extends PostBody {
  file?: FileInfo;
  /** milliseconds, and the order of sending */
  made_at: number;
  /** the sentence with which the server refused it for good */
  failed?: string;
}

/**
 * One storage item per message: two tabs that write at the same time touch different items, so
 * neither can overwrite the other's.
 */
export class Outbox {
  constructor(
    private readonly corner: Corner,
    private readonly now: () => number = Date.now,
    private readonly makeKey: () => string = newKey,
  ) {}

  add(body: Omit<PostBody, 'key'>, file?: FileInfo): OutboxEntry {
    const last = this.list().at(-1)?.made_at ?? 0;
    const entry: OutboxEntry = {
      ...body,
      ...(file ? { file } : {}),
      key: this.makeKey(),
      made_at: Math.max(this.now(), last + 1),
    };
    this.corner.write(`out:${entry.key}`, entry);
    return entry;
  }

  get(key: string): OutboxEntry | null {
    return this.corner.read<OutboxEntry>(`out:${key}`);
  }

  list(): OutboxEntry[] {
    return this.corner
      .names('out:')
      .map((name) => this.corner.read<OutboxEntry>(name))
      .filter((entry): entry is OutboxEntry => !!entry?.key)
      .sort((a, b) => a.made_at - b.made_at || (a.key < b.key ? -1 : 1));
  }

  remove(key: string): void {
    this.corner.remove(`out:${key}`);
  }

  fail(key: string, sentence: string): void {
    const entry = this.get(key);
    if (entry) this.corner.write(`out:${key}`, { ...entry, failed: sentence });
  }

  /** The visitor tries again: same key, same body. */
  retry(key: string): void {
    const { failed: _, ...entry } = this.get(key) ?? {};
    if ('key' in entry) this.corner.write(`out:${key}`, entry);
  }

  clear(): void {
    for (const entry of this.list()) this.remove(entry.key);
  }
}

/** `randomUUID` exists only on secure origins; a shop's page may be plain http. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
