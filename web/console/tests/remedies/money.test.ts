import { expect, test } from "vitest";
import { dayBelow, missing } from "@/modules/remedies/api/limits";
import { boxOf, exportPath } from "@/modules/remedies/api/payouts";
import { amountText, sums, toMinor, toShown } from "@/ui/money";

const limit = (grant_each: number | null, grant_day: number | null) => ({
  role: "agent",
  currency: "CNY",
  grant_each,
  grant_day,
  approve_each: 0,
});

test("an amount is kept in the smallest unit of its currency and never loses a cent", () => {
  expect(toMinor(19.99, "CNY")).toBe(1999);
  expect(toMinor(0.29, "CNY")).toBe(29);
  expect(toMinor(500, "JPY")).toBe(500);
  expect(toShown(1999, "CNY")).toBe(19.99);
  expect(amountText(1250, "CNY", "zh-CN")).toContain("12.50");
  expect(amountText(500, "JPY", "en")).not.toContain(".");
});

test("amounts of different currencies are not added up", () => {
  const rows = [
    { amount: 100, currency: "CNY" },
    { amount: 7, currency: "JPY" },
    { amount: 50, currency: "CNY" },
  ];
  expect(sums(rows)).toEqual([
    ["CNY", 150],
    ["JPY", 7],
  ]);
});

test("a day is never smaller than one payout", () => {
  expect(dayBelow(limit(100, 50))).toBe(true);
  expect(dayBelow(limit(null, 50))).toBe(true);
  expect(dayBelow(limit(100, 100))).toBe(false);
  expect(dayBelow(limit(100, null))).toBe(false);
});

test("a role is offered once in each currency", () => {
  expect(missing([limit(1, 1)], ["agent", "owner"], "CNY")).toEqual(["owner"]);
  expect(missing([limit(1, 1)], ["agent", "owner"], "JPY")).toEqual(["agent", "owner"]);
});

test("the table holds what the list holds", () => {
  expect(boxOf("nonsense")).toBe("all");
  expect(exportPath({ box: "due", shop: "s1", mine: true })).toBe(
    "/api/payouts/export?state=due&state=failed&shop_id=s1&mine=true",
  );
});
