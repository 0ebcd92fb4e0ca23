import type { DryChoice, DryStep } from "./procedures";

/** A choice somebody makes in a dry run, for one coming of a step. */
export const choiceFor = (step: DryStep, outcome: string): DryChoice => ({
  step: step.step,
  outcome,
  minutes: null,
});

/** What a dry run says of a step: how it stands last, however often one has come to it. */
export function standing(steps: readonly DryStep[]): Map<string, DryStep["state"]> {
  return new Map(steps.map(({ step, state }) => [step, state]));
}
