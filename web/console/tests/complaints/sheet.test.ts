import { expect, test } from "vitest";
import { type Look, queryOf } from "@/modules/complaints/api/complaints";
import { exportPath, percent, span, spanOf } from "@/modules/complaints/api/figures";
import { EMPTY, filingOf, lacks, optionsOf, sheetOf } from "@/modules/complaints/api/sheet";
import { toMinor } from "@/ui/money";

const found = {
  words: "水壶漏电",
  wish: "",
  subject_id: "s1",
  grade: { level: 2, points: 40, reasons: [], by: "rules" },
} as unknown as Look;

test("another level than the proposed one needs a reason, the proposed one none", () => {
  const sheet = sheetOf(found);
  expect(lacks(sheet, 2)).toBeNull();
  expect(lacks({ ...sheet, level: 2 }, 2)).toBeNull();
  expect(lacks({ ...sheet, level: 1 }, 2)).toBe("reason");
  expect(lacks({ ...sheet, level: 1, reason: "孩子送医" }, 2)).toBeNull();
  expect(lacks({ ...sheet, words: "  " }, 2)).toBe("words");
});

test("a level is a person's only where it is not the proposed one", () => {
  const sheet = { ...sheetOf(found), level: 2, reason: "x" };
  expect(filingOf("c1", found, sheet)).toMatchObject({ level: null, reason: "" });
  const other = { ...sheet, level: 1, reason: " 孩子送医 " };
  expect(filingOf("c1", found, other)).toMatchObject({ level: 1, reason: "孩子送医" });
});

test("options that were not written are not sent, and amounts go in fen", () => {
  const drafts = [{ ...EMPTY, text: " 退款 ", amount: 30.5 }, EMPTY, { ...EMPTY, text: "换新" }];
  expect(optionsOf(drafts, (shown) => toMinor(shown, "CNY"))).toEqual([
    { text: "退款", meaning: "", goods: "", amount: 3050 },
    { text: "换新", meaning: "", goods: "", amount: null },
  ]);
});

test("what presses most comes first among what is open", () => {
  const asked = { levels: [1], which: "open" as const, shop: null, mine: true };
  expect(queryOf(asked)).toMatchObject({ level: [1], sort: "pressing", mine: true });
  expect(queryOf({ ...asked, which: "all", levels: [] })).toEqual({ mine: true });
});

test("a period asked again within the hour is the same question", () => {
  const one = spanOf({ days: 7, shop: null }, new Date("2026-11-24T10:05:00Z"));
  const other = spanOf({ days: 7, shop: null }, new Date("2026-11-24T10:55:00Z"));
  expect(one).toEqual(other);
  expect(one).toEqual({ from: "2026-11-17T11:00:00.000Z", to: "2026-11-24T11:00:00.000Z" });
  const path = exportPath({ days: 7, shop: "s1" }, new Date("2026-11-24T10:05:00Z"));
  expect(path).toContain("shop_id=s1");
});

test("times are said in the largest unit that says enough", () => {
  expect([45, 700, 9000, 300_000].map((one) => span(one))).toEqual([
    { count: 45, unit: "s" },
    { count: 12, unit: "m" },
    { count: 2.5, unit: "h" },
    { count: 3.5, unit: "d" },
  ]);
  expect(span(null)).toBeNull();
  expect([percent(0.666), percent(null)]).toEqual(["67%", "–"]);
});
