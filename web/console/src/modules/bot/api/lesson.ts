import type { Proposal } from "./learning";

/** A wording that may be taught: as it is written now, and whether it is. */
export type Draft = { id: number; text: string; on: boolean };

/** So many are taken at first; who wants more ticks them. */
const TAKEN = 10;
export const LONGEST = 300;

export const draftsOf = (texts: string[]): Draft[] =>
  texts.map((text, id) => ({ id, text: text.slice(0, LONGEST), on: id < TAKEN }));

/** What will be taught: ticked, not empty, each once. */
export const chosen = (drafts: Draft[]): string[] => [
  ...new Set(
    drafts
      .filter((one) => one.on)
      .map((one) => one.text.trim())
      .filter(Boolean),
  ),
];

/** Why an article is proposed: what people did first, what search finds last. */
export function reasonsFor(proposal: Proposal): { key: string; count: number }[] {
  const counted = (["better", "inserted", "chosen"] as const)
    .map((key) => ({ key: key as string, count: proposal[key] }))
    .filter((one) => one.count > 0);
  const found = Math.round(proposal.likely * 100);
  return found > 0 ? [...counted, { key: "likely", count: found }] : counted;
}
