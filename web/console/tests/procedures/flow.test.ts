import { expect, test } from "vitest";
import { flowOf } from "@/modules/procedures/api/flow";
import { CARD, layOut, pathOf } from "@/modules/procedures/api/layout";
import { procedure } from "./make";

test("steps are read as the work goes on, and where branches meet comes after all of them", () => {
  const document = procedure(
    { end: [""], start: ["left+right"], left: ["more"], more: ["end"], right: ["end"] },
    "start",
  );
  expect(flowOf(document).steps.map(({ code }) => code)).toEqual([
    "start",
    "left",
    "more",
    "right",
    "end",
  ]);
});

test("a way to a step one has come through is a way back; rings do not hold the reader up", () => {
  const { ways, steps } = flowOf(procedure({ a: ["b"], b: ["c", "a"], c: ["b", ""] }));
  expect(steps.map(({ code }) => code)).toEqual(["a", "b", "c"]);
  expect(ways.filter(({ back }) => back).map(({ id }) => id)).toEqual(["b>a", "c>b"]);
});

test("of a ring the way that leads nearer to the beginning goes back", () => {
  // Checked: refund, or agree on less first; after the refund a call, which may lead to agreeing.
  const led = {
    check: ["refund", "agree"],
    refund: ["call"],
    agree: ["refund"],
    call: ["", "agree"],
  };
  const { ways, steps } = flowOf(procedure(led));
  expect(ways.filter(({ back }) => back).map(({ id }) => id)).toEqual(["call>agree"]);
  expect(steps.map(({ code }) => code)).toEqual(["check", "agree", "refund", "call"]);
});

test("what a way back leads to stands above where it comes from", () => {
  const led = {
    check: ["refund", "agree"],
    refund: ["call"],
    agree: ["refund"],
    call: ["", "agree"],
  };
  const { boxes } = layOut(flowOf(procedure(led)), ({ id }) => id);
  const tops = ["check", "agree", "refund", "call"].map((code) => boxes.get(code)?.y ?? 0);
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  expect(new Set(tops).size).toBe(4);
});

test("the way there and the way back between two steps are two lines", () => {
  const { ways } = layOut(flowOf(procedure({ a: ["b"], b: ["a", ""] })), ({ id }) => id);
  const paths = ways.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  const [there, back] = ways;
  const crossing = there && back && Math.abs(there.label.x - back.label.x) < there.label.width;
  expect(crossing && there.label.y === back.label.y).toBe(false);
});

test("a step that leads to itself is drawn as well", () => {
  const document = procedure({ a: ["a", "b"], b: [""] });
  const { ways } = layOut(flowOf(document), ({ id }) => id);
  expect(ways.find(({ way }) => way.id === "a>a")?.path).toMatch(/^M /);
});

test("outcomes that lead to the same step share a way; every step that ends has its own end", () => {
  const { ways, ends } = flowOf(procedure({ a: ["b", "b", ""], b: [""] }));
  expect(ways.map(({ id, outcomes }) => [id, outcomes.length])).toEqual([
    ["a>b", 2],
    ["a>end:a", 1],
    ["b>end:b", 1],
  ]);
  expect(ends).toEqual(["end:a", "end:b"]);
});

test("what nobody comes to is told and still drawn", () => {
  const { lost, steps } = flowOf(procedure({ a: [""], alone: ["a"] }));
  expect([...lost]).toEqual(["alone"]);
  expect(steps).toHaveLength(2);
});

test("cards never lie on one another, and what comes later stands lower", () => {
  const document = procedure({
    a: ["b+c", "d"],
    b: ["e"],
    c: ["e", "a"],
    d: ["e", ""],
    e: ["", "b"],
  });
  const { boxes, ways, width, height } = layOut(flowOf(document), ({ id }) => id);
  const all = [...boxes];
  for (const [one, a] of all) {
    expect(a.x).toBeGreaterThanOrEqual(0);
    expect(a.x + a.width).toBeLessThanOrEqual(width);
    expect(a.y + a.height).toBeLessThanOrEqual(height);
    for (const [other, b] of all) {
      if (one === other) continue;
      const apart =
        a.x + a.width <= b.x ||
        b.x + b.width <= a.x ||
        a.y + a.height <= b.y ||
        b.y + b.height <= a.y;
      expect(apart, `${one} and ${other}`).toBe(true);
    }
  }
  for (const { way, path } of ways) {
    expect(path).toMatch(/^M /);
    const from = boxes.get(way.from)?.y ?? 0;
    const to = boxes.get(way.to)?.y ?? 0;
    if (way.back) expect(to).toBeLessThan(from);
    else expect(to).toBeGreaterThanOrEqual(from + CARD.height);
  }
});

test("a line goes from its first point to its last", () => {
  const path = pathOf([
    { x: 0, y: 0 },
    { x: 10, y: 5 },
    { x: 0, y: 20 },
  ]);
  expect(path).toBe("M 0 0 L 5 2.5 Q 10 5 5 12.5 L 0 20");
  expect(pathOf([{ x: 1, y: 1 }])).toBe("");
});
