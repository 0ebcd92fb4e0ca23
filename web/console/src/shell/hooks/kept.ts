const PREFIX = "zhiyin.";

/** What was written and not stored yet, and from which version it was written. */
export type Kept<T> = { content: T; version: number };

/** What is kept on this computer of one thing, named by its kind and id: `article.<id>`. */
export function readKept<T>(name: string, storage: Storage = localStorage): Kept<T> | null {
  try {
    const stored = storage.getItem(PREFIX + name);
    return stored ? (JSON.parse(stored) as Kept<T>) : null;
  } catch {
    return null;
  }
}

export function writeKept<T>(
  name: string,
  kept: Kept<T> | null,
  storage: Storage = localStorage,
): void {
  if (kept === null) storage.removeItem(PREFIX + name);
  else storage.setItem(PREFIX + name, JSON.stringify(kept));
}
