import type { ProcedureDocument, Step } from "./shapes";

export type StepChange = {
  code: string;
  name: Step["name"];
  kind: "added" | "removed" | "changed";
  /** Which parts of it differ. */
  parts: string[];
};

export type Difference = {
  /** What differs in the procedure as a whole. */
  whole: string[];
  steps: StepChange[];
};

const same = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  if (Array.isArray(one) && one.length !== (other as unknown[]).length) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
};

/** The parts two of a kind differ in, in the order they are written. */
const differing = (one: object, other: object, leaving: readonly string[]): string[] => {
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return [...new Set([...Object.keys(b), ...Object.keys(a)])].filter(
    (part) => !leaving.includes(part) && !same(a[part], b[part]),
  );
};

/** What a draft changes of what is published (与已发布版本对比). */
export function differenceOf(before: ProcedureDocument, after: ProcedureDocument): Difference {
  const were = new Map(before.steps.map((step) => [step.code, step]));
  const are = new Set(after.steps.map(({ code }) => code));
  const steps = after.steps.flatMap((step): StepChange[] => {
    const was = were.get(step.code);
    const { code, name } = step;
    if (!was) return [{ code, name, kind: "added", parts: [] }];
    const parts = differing(was, step, ["code"]);
    return parts.length > 0 ? [{ code, name, kind: "changed", parts }] : [];
  });
  const gone = before.steps
    .filter(({ code }) => !are.has(code))
    .map(({ code, name }) => ({ code, name, kind: "removed" as const, parts: [] }));
  return {
    whole: differing(before, after, ["format", "steps"]),
    steps: [...steps, ...gone],
  };
}

export const isSame = ({ whole, steps }: Difference): boolean =>
  whole.length === 0 && steps.length === 0;
