const PREFIX = "zhiyin.article.";

/** What was written and not stored yet, and from which version it was written. */
export type Kept<T> = { content: T; version: number };

export function readKept<T>(article: string, storage: Storage = localStorage): Kept<T> | null {
  try {
    const stored = storage.getItem(PREFIX + article);
    return stored ? (JSON.parse(stored) as Kept<T>) : null;
  } catch {
    return null;
  }
}

export function writeKept<T>(
  article: string,
  kept: Kept<T> | null,
  storage: Storage = localStorage,
): void {
  if (kept === null) storage.removeItem(PREFIX + article);
  else storage.setItem(PREFIX + article, JSON.stringify(kept));
}
