import { expect, test } from "vitest";
import { addressOf } from "@/modules/knowledge/api/address";
import { dayOf, endOf, startOf } from "@/modules/knowledge/api/days";
import { folded } from "@/modules/knowledge/api/diff";
import { filtersOf, listPath, withFilter } from "@/modules/knowledge/api/filters";
import { looksLikeMarkdown } from "@/modules/knowledge/api/markdown";
import { byAgent, standing } from "@/modules/knowledge/api/reports";
import type { DiffLine } from "@/modules/knowledge/api/shapes";
import { wordsOf } from "@/modules/knowledge/api/synonyms";
import { standingOf } from "@/modules/knowledge/api/validity";

test("Markdown is told from plain words", () => {
  const written = [
    "## 包装",
    "- 一\n- 二",
    "| a | b |\n|---|---|",
    "见[说明](https://a.cn)",
    "**注意**",
  ];
  for (const text of written) expect(looksLikeMarkdown(text), text).toBe(true);
  const plain = ["运费 5-8 元", "1. 只有一条", "他说 * 不好", "#1 号库房", "a | b"];
  for (const text of plain) expect(looksLikeMarkdown(text), text).toBe(false);
});

test("an address gets its https, and nothing that runs is one", () => {
  expect(addressOf(" example.com/a ")).toBe("https://example.com/a");
  expect(addressOf("mailto:a@b.cn")).toBe("mailto:a@b.cn");
  expect(addressOf("/knowledge")).toBe("/knowledge");
  for (const bad of [
    "",
    "两个 词",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.cn",
    "abc",
  ]) {
    expect(addressOf(bad), bad).toBeNull();
  }
});

test("a day that ends an article belongs to it", () => {
  const begin = startOf("2026-11-22") as string;
  const end = endOf("2026-11-22") as string;
  expect(Date.parse(end) - Date.parse(begin)).toBe(86_399_000);
  expect([dayOf(begin), dayOf(end)]).toEqual(["2026-11-22", "2026-11-22"]);
  expect([startOf(""), dayOf(null)]).toEqual([null, ""]);
});

const line = (kind: DiffLine["kind"], text: string): DiffLine => ({ part: "body", kind, text });

test("what did not change is folded, but for its neighbours", () => {
  const lines = [..."abcdefg"].map((text) => line(text === "d" ? "added" : "same", text));
  expect(folded(lines)).toEqual([
    { kind: "fold", count: 2 },
    { kind: "same", text: "c" },
    { kind: "added", text: "d" },
    { kind: "same", text: "e" },
    { kind: "fold", count: 2 },
  ]);
});

test("a list's address keeps its filters and drops empty ones", () => {
  const filters = filtersOf({ state: "draft", q: "退货 & 换货", new: "1", kind: "" });
  expect(filters).toEqual({ state: "draft", q: "退货 & 换货" });
  expect(
    filtersOf(Object.fromEntries(new URLSearchParams(listPath(filters).split("?")[1]))),
  ).toEqual(filters);
  expect(listPath(withFilter(filters, { state: "", q: "" }))).toBe("/knowledge");
});

test("what ends is said before what should be looked at", () => {
  const now = Date.parse("2026-11-22T00:00:00Z");
  const dates = { valid_from: null, valid_until: null, review_at: "2026-11-01T00:00:00Z" };
  const until = (valid_until: string) => standingOf({ ...dates, valid_until }, now)?.kind;
  expect(until("2026-11-21T00:00:00Z")).toBe("expired");
  expect(until("2026-12-01T00:00:00Z")).toBe("expiring");
  expect(until("2027-06-01T00:00:00Z")).toBe("review");
  expect(standingOf({ ...dates, review_at: null }, now)).toBeNull();
});

test("freshness stands below, within or above its goal", () => {
  expect([0.19, 0.2, 0.3, 0.31].map((share) => standing(share, 0.2, 0.3))).toEqual([
    "below",
    "within",
    "within",
    "above",
  ]);
});

test("an agent's days are one line", () => {
  const day = (staff_id: string, inserted: number) => ({
    staff_id,
    name: staff_id,
    day: "2026-11-22",
    opened: 1,
    inserted,
  });
  expect(byAgent([day("a", 1), day("b", 4), day("a", 2)])).toEqual([
    { staff_id: "b", name: "b", opened: 1, inserted: 4, days: 1 },
    { staff_id: "a", name: "a", opened: 2, inserted: 3, days: 2 },
  ]);
});

test("synonyms are taken from any list, each once", () => {
  expect(wordsOf("快递，物流、包裹;快递\n parcel ")).toEqual(["快递", "物流", "包裹", "parcel"]);
});
