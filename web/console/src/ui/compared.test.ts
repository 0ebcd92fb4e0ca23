import { expect, test } from "vitest";
import { differenceWords } from "./compared";

test("a difference is told in points, the smaller end first", () => {
  const better = differenceWords({ value: 0.204, low: 0.132, high: 0.27, needed: 0 });
  expect(better).toMatchObject({ points: 20, least: 13, most: 27, low: "+13", high: "+27" });
  const worse = differenceWords({ value: -0.2, low: -0.27, high: -0.13, needed: 0 });
  expect(worse).toMatchObject({ points: 20, least: 13, most: 27, low: "-27", high: "-13" });
});

test("of how many are still needed only the size is told", () => {
  const needed = (count: number) =>
    differenceWords({ value: null, low: null, high: null, needed: count }).count;
  expect([7, 84, 847, 1234].map(needed)).toEqual([7, 84, 850, 1300]);
});
