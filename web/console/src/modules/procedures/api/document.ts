import type { Labels } from "@/api/types";
import { isEnd, type Way } from "./flow";
import { type Outcome, type ProcedureDocument, type Step, wholeOutcome, wholeStep } from "./shapes";

/** A code nobody has yet: `step_4`. */
export function freeCode(start: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${start}_${number}`)) number += 1;
  return `${start}_${number}`;
}

export const codesOf = (rows: readonly { code: string }[]): string[] =>
  rows.map(({ code }) => code);

/** What new things are called until they are called otherwise. */
export type Words = { step: Labels; outcome: Labels };
export type Added = { document: ProcedureDocument; code: string };

export const withStep = (
  document: ProcedureDocument,
  code: string,
  change: Partial<Step>,
): ProcedureDocument => ({
  ...document,
  steps: document.steps.map((step) => (step.code === code ? { ...step, ...change } : step)),
});

function newStep(document: ProcedureDocument, words: Words, to: string[]): Step {
  return wholeStep({
    code: freeCode("step", codesOf(document.steps)),
    name: words.step,
    outcomes: [wholeOutcome({ code: "done", name: words.outcome, to })],
  });
}

/** The first step of an empty procedure, or one more that nothing leads to yet. */
export function addStep(document: ProcedureDocument, words: Words): Added {
  const step = newStep(document, words, []);
  const start = document.steps.length === 0 ? step.code : document.start;
  return { document: { ...document, start, steps: [...document.steps, step] }, code: step.code };
}

/** A step between two: every outcome that led along the way now leads to it, and it goes on. */
export function addBetween(document: ProcedureDocument, way: Way, words: Words): Added {
  const to = isEnd(way) ? [] : [way.to];
  const step = newStep(document, words, to);
  const led = codesOf(way.outcomes);
  const turned = (outcome: Outcome): Outcome =>
    led.includes(outcome.code)
      ? { ...outcome, to: instead(outcome.to, to[0] ?? null, [step.code]) }
      : outcome;
  const steps = document.steps.flatMap((one) =>
    one.code === way.from ? [{ ...one, outcomes: one.outcomes.map(turned) }, step] : [one],
  );
  return { document: { ...document, steps }, code: step.code };
}

/** A step behind an outcome, that goes on where the outcome led. */
export function addBehind(
  document: ProcedureDocument,
  from: string,
  outcome: string,
  words: Words,
): Added {
  const source = document.steps.find(({ code }) => code === from);
  const led = source?.outcomes.find(({ code }) => code === outcome)?.to ?? [];
  const step = newStep(document, words, led);
  const steps = document.steps.flatMap((one) => {
    if (one.code !== from) return [one];
    const outcomes = one.outcomes.map((each) =>
      each.code === outcome ? { ...each, to: [step.code] } : each,
    );
    return [{ ...one, outcomes }, step];
  });
  return { document: { ...document, steps }, code: step.code };
}

/** Takes a step out: what led to it leads where its first outcome led. */
export function withoutStep(document: ProcedureDocument, code: string): ProcedureDocument {
  const gone = document.steps.find((step) => step.code === code);
  const onward = (gone?.outcomes[0]?.to ?? []).filter((to) => to !== code);
  const steps = document.steps
    .filter((step) => step.code !== code)
    .map((step) => ({
      ...step,
      outcomes: step.outcomes.map((outcome) => {
        // A step does not lead to itself because the one behind it went away.
        const further = onward.filter((to) => to !== step.code);
        return { ...outcome, to: instead(outcome.to, code, further) };
      }),
    }));
  const start = document.start === code ? (onward[0] ?? steps[0]?.code ?? "") : document.start;
  return { ...document, steps, start };
}

/** The list with some others in the place of one; in the place of none they stand behind. */
function instead(codes: readonly string[], one: string | null, others: string[]): string[] {
  const next =
    one === null
      ? [...codes, ...others]
      : codes.flatMap((code) => (code === one ? others : [code]));
  return [...new Set(next)];
}

/** A code made of words: `Return by post` is `return_by_post`; a free one of its kind. */
export function codeFrom(words: string, taken: readonly string[]): string {
  const plain = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 36);
  if (!plain) return freeCode("procedure", taken);
  return taken.includes(plain)
    ? freeCode(
        plain,
        taken.filter((code) => code.startsWith(plain)),
      )
    : plain;
}
