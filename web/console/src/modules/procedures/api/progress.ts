import type { Labels } from "@/api/types";
import type { Case, CaseStep } from "./cases";
import type { ProcedureDocument } from "./shapes";

/** One line of what a case has come through, stands at, and comes to next. */
export type Line =
  | { kind: "done"; step: CaseStep }
  | { kind: "now"; step: CaseStep }
  | { kind: "next"; code: string; name: Labels };

const LIVE = ["open", "waiting"];
export const isOpen = ({ state }: { state: CaseStep["state"] }): boolean => LIVE.includes(state);

/** What was done, what is open, and where each open step can lead (进度). */
export function progressOf(document: ProcedureDocument, steps: readonly CaseStep[]): Line[] {
  const over = steps.filter((step) => !isOpen(step) && step.state !== "cancelled");
  const open = steps.filter(isOpen);
  const here = new Set(open.map(({ step }) => step));
  const been = new Set(over.map(({ step }) => step));
  const known = new Map(document.steps.map((step) => [step.code, step]));
  const next = new Set(
    open.flatMap(({ step }) => known.get(step)?.outcomes.flatMap(({ to }) => to) ?? []),
  );
  return [
    ...over.map((step) => ({ kind: "done" as const, step })),
    ...open.map((step) => ({ kind: "now" as const, step })),
    // Ways back lead to what stands above already.
    ...document.steps
      .filter(({ code }) => next.has(code) && !here.has(code) && !been.has(code))
      .map(({ code, name }) => ({ kind: "next" as const, code, name })),
  ];
}

/** The cases that run, and those that are over, the newest first. */
export const apart = <C extends Pick<Case, "state" | "started_at">>(
  cases: readonly C[],
): { running: C[]; over: C[] } => ({
  running: cases.filter(({ state }) => state === "running"),
  over: cases
    .filter(({ state }) => state !== "running")
    .sort((a, b) => b.started_at.localeCompare(a.started_at)),
});
