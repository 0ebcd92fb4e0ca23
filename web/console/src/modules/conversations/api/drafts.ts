import type { Taken } from "./canned";

export type Mode = "reply" | "note";

/** The message an answer points to (引用). */
export type Quote = { number: number; name: string; text: string };

export type Draft = {
  mode: Mode;
  reply: string;
  note: string;
  quote?: Quote | null;
  /** Canned replies that were put in, so that their use can be counted when this is sent. */
  taken?: Taken[];
};

const PREFIX = "zhiyin.draft.";
const NOTHING: Draft = { mode: "reply", reply: "", note: "" };
const listeners = new Set<(conversation: string) => void>();

/** What stood in the composer of a conversation (草稿), also after a reload. */
export function readDraft(conversation: string, storage: Storage = localStorage): Draft {
  try {
    const stored = storage.getItem(PREFIX + conversation);
    return stored ? { ...NOTHING, ...(JSON.parse(stored) as Partial<Draft>) } : NOTHING;
  } catch {
    return NOTHING;
  }
}

export function writeDraft(
  conversation: string,
  draft: Draft,
  storage: Storage = localStorage,
): void {
  if (draft.reply === "" && draft.note === "" && draft.mode === "reply" && !draft.quote) {
    storage.removeItem(PREFIX + conversation);
  } else {
    storage.setItem(PREFIX + conversation, JSON.stringify(draft));
  }
}

export function hasDraft(conversation: string, storage: Storage = localStorage): boolean {
  return readDraft(conversation, storage).reply.trim() !== "";
}

/** Changes a draft from outside its composer, which hears of it. */
export function changeDraft(conversation: string, change: (draft: Draft) => Draft): void {
  writeDraft(conversation, change(readDraft(conversation)));
  for (const listener of listeners) listener(conversation);
}

/** What was about to be sent stands in the composer again, before what was written since. */
export function putBack(
  conversation: string,
  text: string,
  quote: Quote | null,
  taken: Taken[],
): void {
  changeDraft(conversation, (draft) => ({
    ...draft,
    mode: "reply",
    reply: [text, draft.reply].filter(Boolean).join("\n"),
    quote: draft.quote ?? quote,
    taken: [...taken, ...(draft.taken ?? [])],
  }));
}

export function onDraft(listener: (conversation: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
