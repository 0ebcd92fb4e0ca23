import { expect, test } from "vitest";
import type { DutyShift } from "@/api/types";
import { daysOf, mondayOf, partsOn, spanOf } from "@/modules/skills/api/week";

const monday = new Date(2026, 10, 16);

const shift = (begin: Date, end: Date): DutyShift => ({
  id: begin.toISOString(),
  staff_id: "li",
  starts_at: begin.toISOString(),
  ends_at: end.toISOString(),
  note: "",
});

test("a week begins on Monday, also on a Sunday", () => {
  expect(mondayOf(new Date(2026, 10, 22, 23, 59))).toEqual(monday);
  expect(mondayOf(monday)).toEqual(monday);
});

test("a night shift goes on past midnight and is shown on both days", () => {
  const { begin, end } = spanOf(monday, "22:00", "06:00");
  expect(end.getTime() - begin.getTime()).toBe(8 * 3_600_000);
  const days = daysOf(monday);
  const on = (at: number) =>
    partsOn(days[at] ?? monday, [shift(begin, end)]).map(({ from, to }) => `${from}-${to}`);
  expect(on(0)).toEqual(["22:00-24:00"]);
  expect(on(1)).toEqual(["00:00-06:00"]);
  expect(on(2)).toEqual([]);
});

test("a shift that ends at midnight does not touch the next day", () => {
  const { begin, end } = spanOf(monday, "18:00", "00:00");
  expect(partsOn(daysOf(monday)[1] ?? monday, [shift(begin, end)])).toEqual([]);
});
