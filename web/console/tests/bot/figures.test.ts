import { expect, test } from "vitest";
import { inOrder, percent, ratio, share, standing, sums, top } from "@/modules/bot/api/figures";
import type { Day, Tier } from "@/modules/bot/api/shapes";

const day = (change: Partial<Day>): Day => ({
  day: "2026-11-22",
  conversations: 0,
  alone: 0,
  handed_over: 0,
  taken: 0,
  turns: 0,
  answers: 0,
  helpful: 0,
  unhelpful: 0,
  checked: 0,
  right: 0,
  ...change,
});

test("nothing to divide by is a dash, not zero", () => {
  expect(percent(null)).toBe("–");
  expect(ratio(null)).toBe("–");
  expect(share(3, 0)).toBeNull();
  expect(percent(share(0, 4))).toBe("0 %");
});

test("the split of the work always makes a hundred", () => {
  for (const part of [0, 0.005, 0.333, 0.7249, 0.995, 1]) {
    const [bot, people] = ratio(part).split(" : ").map(Number);
    expect((bot ?? 0) + (people ?? 0)).toBe(100);
  }
});

test("what a person took over counts as given to people", () => {
  const days = [day({ handed_over: 2, taken: 1, helpful: 3 }), day({ unhelpful: 1, checked: 2 })];
  expect(sums(days)).toEqual({ handed: 3, answers: 0, rated: 4, checked: 2, right: 0 });
});

test("quiet weeks do not look busy", () => {
  expect(top([day({ conversations: 1 })])).toBe(5);
  expect(top([day({ conversations: 40 }), day({ conversations: 7 })])).toBe(40);
});

test("five points either way are as aimed at", () => {
  const at = (bot_share: number | null) => standing({ bot_share, target: 80 });
  expect([at(0.7), at(0.75), at(0.85), at(0.9), at(null)]).toEqual([
    "below",
    "near",
    "near",
    "above",
    "below",
  ]);
});

test("tiers stand in their order, those without one last", () => {
  const tier = (name: Tier["tier"]): Tier => ({
    tier: name,
    conversations: 1,
    by_bot: 0,
    alone: 0,
  });
  const names = inOrder([tier(null), tier("C"), tier("A")]).map((each) => each.tier);
  expect(names).toEqual(["A", "C", null]);
});
