import type { Manifest } from "./contracts";

const found = import.meta.glob<Manifest>("../modules/*/manifest.ts", {
  eager: true,
  import: "manifest",
});

/** Every module's manifest, in a stable order. */
export const manifests: Manifest[] = Object.keys(found)
  .sort()
  .map((path) => found[path])
  .filter((manifest): manifest is Manifest => manifest !== undefined);

/** All contributions of one kind, over all modules. */
export function contributed<K extends keyof Manifest>(kind: K): NonNullable<Manifest[K]> {
  const all = manifests.flatMap((manifest) => (manifest[kind] as unknown[] | undefined) ?? []);
  return all as unknown as NonNullable<Manifest[K]>;
}

/** The same, sorted by the order the modules asked for. */
export function inOrder<T extends { order: number }>(entries: T[]): T[] {
  return [...entries].sort((a, b) => a.order - b.order);
}
