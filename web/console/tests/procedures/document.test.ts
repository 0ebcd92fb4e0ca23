import { expect, test } from "vitest";
import { differenceOf, isSame } from "@/modules/procedures/api/compare";
import {
  addBehind,
  addBetween,
  addStep,
  codeFrom,
  freeCode,
  withoutStep,
  withStep,
} from "@/modules/procedures/api/document";
import { flowOf } from "@/modules/procedures/api/flow";
import { wholeDocument } from "@/modules/procedures/api/shapes";
import { procedure, stepOf, ways } from "./make";

const words = {
  step: { "zh-CN": "新步骤", en: "New step" },
  outcome: { "zh-CN": "办好了", en: "Done" },
};

test("a step put between takes every outcome that led that way, and goes on there", () => {
  const before = procedure({ a: ["b", "b", ""], b: [""] });
  const way = flowOf(before).ways[0];
  if (!way) throw new Error("no way");
  const { document, code } = addBetween(before, way, words);
  expect(ways(document)).toEqual({ a: [code, code, ""], [code]: ["b"], b: [""] });
});

test("a step put before an end ends there itself", () => {
  const before = procedure({ a: ["b"], b: ["a", ""] });
  const way = flowOf(before).ways.find(({ to }) => to === "end:b");
  if (!way) throw new Error("no way");
  const { document, code } = addBetween(before, way, words);
  expect(ways(document)).toEqual({ a: ["b"], b: ["a", code], [code]: [""] });
});

test("in parallel branches only the way chosen is taken over", () => {
  const before = procedure({ a: ["b+c"], b: [""], c: [""] });
  const way = flowOf(before).ways.find(({ to }) => to === "c");
  if (!way) throw new Error("no way");
  const { document, code } = addBetween(before, way, words);
  expect(ways(document)).toEqual({ a: [`b+${code}`], [code]: ["c"], b: [""], c: [""] });
});

test("a step behind an outcome goes on where the outcome led", () => {
  const { document, code } = addBehind(
    procedure({ a: ["b+c"], b: [""], c: [""] }),
    "a",
    "o1",
    words,
  );
  expect(ways(document)).toMatchObject({ a: [code], [code]: ["b+c"] });
});

test("what led to a step that is taken out leads on; nothing leads to itself for that", () => {
  const before = procedure({ a: ["b"], b: ["c", ""], c: ["b", "a"] });
  expect(ways(withoutStep(before, "b"))).toEqual({ a: ["c"], c: ["", "a"] });
  const first = withoutStep(before, "a");
  expect(first.start).toBe("b");
  expect(ways(first)).toEqual({ b: ["c", ""], c: ["b", "b"] });
});

test("the first step of an empty procedure is where it begins", () => {
  const { document, code } = addStep(procedure({}), words);
  expect(document.start).toBe(code);
  expect(addStep(document, words).document.start).toBe(code);
});

test("codes are free, and made of words where there are any", () => {
  expect(freeCode("step", ["step_3", "a"])).toBe("step_4");
  expect(codeFrom("Return by post", [])).toBe("return_by_post");
  expect(codeFrom("退货", ["x"])).toBe("procedure_2");
  expect(codeFrom("repair", ["repair"])).toBe("repair_2");
});

test("what is not said and what is as usual are no difference", () => {
  const sent = { name: { "zh-CN": "退货", en: "Return" }, start: "a", steps: [] };
  expect(isSame(differenceOf(wholeDocument(sent), wholeDocument({ ...sent, limit: null })))).toBe(
    true,
  );
});

test("a difference names the steps and the parts of them", () => {
  const before = procedure({ a: ["b"], b: ["c"], c: [""] });
  const limit = { minutes: 60, clock: "business" as const };
  const changed = withStep(withoutStep(before, "c"), "a", { limit });
  const { document, code } = addStep({ ...changed, limit }, words);
  const { whole, steps } = differenceOf(before, document);
  expect(whole).toEqual(["limit"]);
  expect(steps.map((one) => [one.code, one.kind, one.parts])).toEqual([
    ["a", "changed", ["limit"]],
    ["b", "changed", ["outcomes"]],
    [code, "added", []],
    ["c", "removed", []],
  ]);
  expect(stepOf(document, code).who).toEqual({ rule: "case_team", value: "" });
});
