import { expect, test } from "vitest";
import type { MoodPoint } from "@/api/types";
import { countMoods, placesOf } from "@/modules/conversations/api/moods";

const point = (number: number, mood: MoodPoint["mood"], value: number): MoodPoint => ({
  message_id: `m${number}`,
  number,
  at: "2026-11-22T08:00:00Z",
  mood,
  value,
  sure: 0.9,
});

const POINTS = [point(1, "neutral", 0), point(3, "angry", -1), point(5, "pleased", 1)];

test("a line runs from left to right, glad above and angry below, inside its frame", () => {
  const places = placesOf(POINTS, 72, 18, 24);
  expect(places.map(({ x }) => x)).toEqual([4, 36, 68]);
  expect(places.map(({ y }) => y)).toEqual([9, 14, 4]);
  expect(placesOf(POINTS, 72, 18, 2).map(({ point: one }) => one.number)).toEqual([3, 5]);
  expect(placesOf([POINTS[0] as MoodPoint], 72, 18, 24)[0]?.x).toBe(36);
});

test("calm messages are not counted", () => {
  expect(countMoods(POINTS)).toEqual({ angry: 1, pleased: 1 });
});
