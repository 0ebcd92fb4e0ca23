import { type ProcedureDocument, type Step, wholeDocument } from "@/modules/procedures/api/shapes";

type Led = Record<string, string[]>;

const named = (name: string) => ({ "zh-CN": name, en: name });

/** A procedure whose steps have one outcome for each way: `{a: ["b", "c+d"]}`, "" is the end. */
export function procedure(led: Led, start = Object.keys(led)[0] ?? ""): ProcedureDocument {
  return wholeDocument({
    name: named("return"),
    start,
    steps: Object.entries(led).map(([code, ways]) => ({
      code,
      name: named(code),
      outcomes: ways.map((to, at) => ({
        code: `o${at + 1}`,
        name: named(`${code} ${at + 1}`),
        to: to === "" ? [] : to.split("+"),
      })),
    })),
  });
}

export const ways = (document: ProcedureDocument): Led =>
  Object.fromEntries(
    document.steps.map(({ code, outcomes }) => [code, outcomes.map(({ to }) => to.join("+"))]),
  );

export function stepOf(document: ProcedureDocument, code: string): Step {
  const found = document.steps.find((step) => step.code === code);
  if (!found) throw new Error(`no step ${code}`);
  return found;
}
