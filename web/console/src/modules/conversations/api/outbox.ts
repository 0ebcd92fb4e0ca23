import type { FileInfo } from "@/api/types";
import type { Taken } from "./canned";
import type { Quote } from "./drafts";

export type PendingKind = "text" | "note" | "image" | "file";

/** A message that the server has not acknowledged yet (待发). */
export type Pending = {
  key: string;
  conversation: string;
  kind: PendingKind;
  text: string;
  /** Colleagues whom a note calls by name. */
  mentions?: string[];
  file: { name: string; size: number; type: string } | null;
  uploaded: FileInfo | null;
  at: string;
  /** held: may still be taken back (撤回发送). */
  state: "held" | "waiting" | "sending" | "failed";
  error: string | null;
  quote?: Quote | null;
  taken?: Taken[];
  /** The writer was warned of the wording and sends it all the same. */
  anyway?: boolean;
  /** What was written, where its translation goes out. */
  wrote?: string;
  /** How long it is held, in seconds. */
  hold?: number;
};

/** A message somebody sends. */
export type Outgoing = {
  conversation: string;
  kind: PendingKind;
  text: string;
  file?: File;
  quote?: Quote;
  taken?: Taken[];
  /** The writer was warned of the wording and sends it all the same. */
  anyway?: boolean;
  /** The key it goes with, where something was kept under it before. */
  key?: string;
  /** What was written, where its translation goes out. */
  wrote?: string;
  /** Seconds in which it may be taken back. */
  hold?: number;
};

export type OutboxChange =
  | { type: "add"; entry: Pending }
  | { type: "sending"; key: string }
  | { type: "uploaded"; key: string; file: FileInfo }
  | { type: "later"; key: string }
  | { type: "failed"; key: string; error: string }
  | { type: "again"; key: string }
  | { type: "drop"; key: string }
  | { type: "disconnected" };

function edit(entries: Pending[], key: string, change: Partial<Pending>): Pending[] {
  return entries.map((entry) => (entry.key === key ? { ...entry, ...change } : entry));
}

/** The outbox after one event. An acknowledged message is dropped, nothing else ever is. */
export function changeOutbox(entries: Pending[], change: OutboxChange): Pending[] {
  switch (change.type) {
    case "add":
      return [...entries, change.entry];
    case "sending":
      return edit(entries, change.key, { state: "sending", error: null });
    case "uploaded":
      return edit(entries, change.key, { uploaded: change.file });
    case "later":
    case "again":
      return edit(entries, change.key, { state: "waiting", error: null });
    case "failed":
      return edit(entries, change.key, { state: "failed", error: change.error });
    case "drop":
      return entries.filter((entry) => entry.key !== change.key);
    case "disconnected":
      return entries.map((entry) =>
        entry.state === "sending" ? { ...entry, state: "waiting" } : entry,
      );
  }
}

/** What may go now: the first unsent message of each conversation, so that order is kept. */
export function ready(entries: Pending[]): Pending[] {
  const taken = new Set<string>();
  const next: Pending[] = [];
  for (const entry of entries) {
    if (entry.state === "failed" || taken.has(entry.conversation)) continue;
    taken.add(entry.conversation);
    if (entry.state === "waiting") next.push(entry);
  }
  return next;
}

/** What a reload finds: nothing is on its way any more, all of it waits or is still held. */
export function revive(stored: string | null): Pending[] {
  if (!stored) return [];
  try {
    const entries = JSON.parse(stored) as Pending[];
    return changeOutbox(entries, { type: "disconnected" });
  } catch {
    return [];
  }
}
