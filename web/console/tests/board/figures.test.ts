import { expect, test } from "vitest";
import type { Counts, Targets } from "@/modules/board/api/board";
import {
  abandonedLevel,
  abandonedShare,
  answeredLevel,
  csatLevel,
  percentOf,
  since,
  span,
  waitLevel,
} from "@/modules/board/api/figures";

const targets: Targets = {
  answered_percent: 90,
  wait_seconds: 60,
  abandoned_percent: 5,
  csat_percent: 85,
};
const counts = (more: Partial<Counts>) =>
  ({ first_answers: 0, first_answers_in_time: 0, closed: 0, abandoned: 0, ...more }) as Counts;

test("a share of nothing is none, and never marked", () => {
  expect(percentOf(0, 0)).toBeNull();
  expect(answeredLevel(counts({}), targets)).toBe("");
  expect(abandonedLevel(counts({}), targets)).toBe("");
});

test("colour comes near the target and beyond it", () => {
  expect(waitLevel(null, targets)).toBe("");
  expect(waitLevel(42, targets)).toBe("");
  expect(waitLevel(43, targets)).toBe("due");
  expect(waitLevel(61, targets)).toBe("late");
  expect(answeredLevel(counts({ first_answers: 10, first_answers_in_time: 9 }), targets)).toBe("");
  expect(answeredLevel(counts({ first_answers: 10, first_answers_in_time: 8 }), targets)).toBe(
    "late",
  );
  expect(abandonedShare(counts({ closed: 20, abandoned: 1 }))).toBe(5);
  expect(abandonedLevel(counts({ closed: 20, abandoned: 2 }), targets)).toBe("late");
  expect(csatLevel(counts({ rated: 20, rated_good: 17 }), targets)).toBe("");
  expect(csatLevel(counts({ rated: 20, rated_good: 16 }), targets)).toBe("late");
});

test("waiting is counted from the moment, and never below nothing", () => {
  const at = "2026-11-22T08:00:00Z";
  expect(since(at, Date.parse(at) + 200_000)).toBe(200);
  expect(since(at, Date.parse(at) - 5_000)).toBe(0);
  expect(span(200)).toBe("3:20");
  expect(span(3729)).toBe("1:02:09");
});
