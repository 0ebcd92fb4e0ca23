import type { Filing, Look, OptionIn } from "./complaints";

/** What stands on the intake sheet; without a level the proposed one holds. */
export type Sheet = {
  words: string;
  wish: string;
  cause: string | null;
  level: number | null;
  reason: string;
};

export const sheetOf = (found: Look): Sheet => ({
  words: found.words,
  wish: found.wish,
  cause: null,
  level: null,
  reason: "",
});

/** What is missing before it can be filed. */
export function lacks(sheet: Sheet, proposed: number): "words" | "reason" | null {
  if (!sheet.words.trim()) return "words";
  const other = sheet.level !== null && sheet.level !== proposed;
  return other && sheet.reason.trim().length < 2 ? "reason" : null;
}

export const filingOf = (conversation: string, found: Look, sheet: Sheet): Filing => ({
  conversation_id: conversation,
  words: sheet.words.trim(),
  wish: sheet.wish.trim(),
  cause_id: sheet.cause,
  subject_id: found.subject_id,
  level: sheet.level !== null && sheet.level !== found.grade.level ? sheet.level : null,
  reason: sheet.level !== null && sheet.level !== found.grade.level ? sheet.reason.trim() : "",
});

/** An option while it is written; the amount in the usual unit. */
export type Draft = { text: string; meaning: string; goods: string; amount: number | null };
export const EMPTY: Draft = { text: "", meaning: "", goods: "", amount: null };
export const MOST_OPTIONS = 4;

/** The options that were written, as they are sent; amounts in the smallest unit. */
export const optionsOf = (drafts: Draft[], toMinor: (shown: number) => number): OptionIn[] =>
  drafts
    .filter(({ text }) => text.trim())
    .map(({ text, meaning, goods, amount }) => ({
      text: text.trim(),
      meaning: meaning.trim(),
      goods: goods.trim(),
      amount: amount ? toMinor(amount) : null,
    }));
