import { expect, test } from "vitest";
import {
  escalated,
  escalatedLevel,
  exportPath,
  firstContact,
  firstContactLevel,
  lastDays,
  type Resolution,
  reopened,
  repeated,
  type Settled,
  shareText,
} from "@/modules/board/api/resolution";

const targets: Resolution["targets"] = { first_contact_percent: 75, escalated_percent: 5 };
const counts: Settled = {
  contacts: 12,
  repeats: 3,
  firsts: 8,
  settled: 4,
  undecided: 1,
  reopened: 1,
  answered: 10,
  escalated: 3,
};
const nothing: Settled = { ...counts, contacts: 0, firsts: 0, answered: 0 };

test("each rate is reckoned from its own two counts", () => {
  expect(firstContact(counts)).toBe(50);
  expect(repeated(counts)).toBe(25);
  expect(reopened(counts)).toBeCloseTo(8.33, 2);
  expect(escalated(counts)).toBe(30);
  expect(firstContact(nothing)).toBeNull();
});

test("what misses its target is marked, and nothing is not", () => {
  expect(firstContactLevel(counts, targets)).toBe("late");
  expect(firstContactLevel({ ...counts, settled: 6 }, targets)).toBe("");
  expect(escalatedLevel(counts, targets)).toBe("late");
  expect(escalatedLevel({ ...counts, escalated: 0 }, targets)).toBe("");
  expect(firstContactLevel(nothing, targets)).toBe("");
  expect(escalatedLevel(nothing, targets)).toBe("");
});

test("a tenth is shown where it matters", () => {
  expect(shareText(null)).toBe("–");
  expect(shareText(0)).toBe("0%");
  expect(shareText(2.44)).toBe("2.4%");
  expect(shareText(92.4)).toBe("92%");
});

test("the last days end today, across a month", () => {
  expect(lastDays(7, new Date(2026, 2, 3))).toEqual({ from: "2026-02-25", to: "2026-03-03" });
  expect(exportPath({ from: "2026-02-25", to: "2026-03-03", team_id: "a" })).toBe(
    "/api/resolution/export?from=2026-02-25&to=2026-03-03&team_id=a",
  );
});
