import { expect, test } from "vitest";
import type { CaseStep } from "@/modules/procedures/api/cases";
import { about, spoken } from "@/modules/procedures/api/duration";
import { missing } from "@/modules/procedures/api/form";
import { progressOf } from "@/modules/procedures/api/progress";
import { wholeField } from "@/modules/procedures/api/shapes";
import { procedure } from "./make";

const name = { "zh-CN": "步骤", en: "Step" };
const visit = (step: string, state: CaseStep["state"], at = 1) =>
  ({ id: `${step}${at}`, step, name, state, visit: at }) as CaseStep;

test("what is done, what is on, and where it can lead; ways back are no next steps", () => {
  const document = procedure({ a: ["b+c"], b: ["d", "a"], c: ["d"], d: ["e"], e: [""] });
  const steps = [visit("a", "done"), visit("b", "open"), visit("c", "done"), visit("d", "waiting")];
  expect(
    progressOf(document, steps).map((line) => [
      line.kind,
      line.kind === "next" ? line.code : line.step.step,
    ]),
  ).toEqual([
    ["done", "a"],
    ["done", "c"],
    ["now", "b"],
    ["now", "d"],
    ["next", "e"],
  ]);
});

test("what was cancelled by a branch that was faster is no part of the way", () => {
  const document = procedure({ a: [""] });
  expect(progressOf(document, [visit("a", "cancelled")])).toEqual([]);
});

test("no and nought are answers, an empty text and an empty choice are none", () => {
  const field = (code: string) => wholeField({ code, name, required: true });
  const step = {
    fields: [
      ...["yes", "count", "text", "chosen", "gone"].map(field),
      wholeField({ code: "remark", name }),
    ],
    checklist: [
      { code: "seen", name, required: true },
      { code: "told", name, required: true },
      { code: "nice", name, required: false },
    ],
  };
  const values = { yes: false, count: 0, text: "", chosen: [] };
  expect(missing(step, values, ["seen"])).toEqual({
    fields: ["text", "chosen", "gone"],
    checks: ["told"],
  });
});

test("times are said in the largest unit that fits", () => {
  expect(spoken(90)).toEqual({ amount: 90, unit: "minutes" });
  expect(spoken(120)).toEqual({ amount: 2, unit: "hours" });
  expect(spoken(2880)).toEqual({ amount: 2, unit: "days" });
  expect(spoken(2880, false)).toEqual({ amount: 48, unit: "hours" });
  expect(about(119.5)).toEqual({ amount: 119, unit: "minutes" });
  expect(about(150)).toEqual({ amount: 2, unit: "hours" });
  expect(about(3000)).toEqual({ amount: 2, unit: "days" });
});
