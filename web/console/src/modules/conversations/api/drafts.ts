export type Mode = "reply" | "note";
export type Draft = { mode: Mode; reply: string; note: string };

const PREFIX = "zhiyin.draft.";
const NOTHING: Draft = { mode: "reply", reply: "", note: "" };

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
  if (draft.reply === "" && draft.note === "" && draft.mode === "reply") {
    storage.removeItem(PREFIX + conversation);
  } else {
    storage.setItem(PREFIX + conversation, JSON.stringify(draft));
  }
}

export function hasDraft(conversation: string, storage: Storage = localStorage): boolean {
  return readDraft(conversation, storage).reply.trim() !== "";
}
