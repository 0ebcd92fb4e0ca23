import { expect, test } from "vitest";
import { treeOf, withDescendants } from "@/modules/catalogue/parts/tree";
import { originOf } from "@/modules/channels/parts/data";
import { groupedDays, timeFrom, wrongDay } from "@/modules/people/api/hours";
import { safeNext } from "@/modules/people/pages/login";
import { withPresence } from "@/shell/hooks/presence";
import { browserLanguage } from "@/shell/i18n";
import { fixedEntries, narrow } from "@/shell/parts/palette-entries";
import { joinDuration, splitDuration } from "@/shell/settings/values";
import { brandGround, inkOn } from "@/ui/colour";

test("a link cannot lead out of the console after signing in", () => {
  expect(safeNext("/console/customers/1?x=2")).toBe("/customers/1?x=2");
  expect(safeNext("//evil.example")).toBe("/");
  expect(safeNext("https://evil.example")).toBe("/");
  expect(safeNext("/\\evil.example")).toBe("/");
  expect(safeNext(undefined)).toBe("/");
});

test("the browser's language is spoken as far as it is known", () => {
  expect(browserLanguage(["zh-TW", "en"])).toBe("zh-CN");
  expect(browserLanguage(["fr", "en-GB"])).toBe("en");
  expect(browserLanguage(["fr"])).toBe("en");
});

test("durations keep their value through the field", () => {
  for (const seconds of [0, 45, 90, 180, 5400, 7200, 86_400, 90_061]) {
    const { amount, unit } = splitDuration(seconds);
    expect(joinDuration(amount, unit)).toBe(seconds);
  }
  expect(splitDuration(5400)).toEqual({ amount: 90, unit: "minute" });
});

test("times are understood as people type them", () => {
  expect(["9", "930", "9:30", "18：05", "24"].map(timeFrom)).toEqual([
    "09:00",
    "09:30",
    "09:30",
    "18:05",
    "24:00",
  ]);
  expect(["", "25", "9:75", "24:30", "nine"].map(timeFrom)).toEqual([null, null, null, null, null]);
});

test("hours that overlap or run backwards are found", () => {
  const week = (...spans: [string, string][]) => [spans, [], [], [], [], [], []];
  expect(wrongDay(week(["09:00", "12:00"], ["13:00", "18:00"]))).toBeNull();
  expect(wrongDay(week(["09:00", "13:30"], ["13:00", "18:00"]))).toBe(0);
  expect(wrongDay(week(["18:00", "09:00"]))).toBe(0);
});

test("days with the same hours stand together", () => {
  const nine: [string, string][] = [["09:00", "18:00"]];
  const groups = groupedDays({
    time_zone: "Asia/Shanghai",
    holidays: "none",
    week: [nine, nine, nine, nine, nine],
  });
  expect(groups.map((group) => [group.from, group.to])).toEqual([
    [0, 4],
    [5, 6],
  ]);
});

test("a subject cannot go below itself, and one whose parent is lost is still shown", () => {
  const subject = (id: string, parent_id: string | null) => ({
    id,
    parent_id,
    code: id,
    name: { "zh-CN": "", en: "" },
    tier: "B" as const,
    active: true,
    position: 0,
    priority: 1,
    calls_supervisor: false,
    version: 1,
  });
  const tree = treeOf([
    subject("a", null),
    subject("b", "a"),
    subject("c", "b"),
    subject("x", "gone"),
  ]);
  expect(tree.map((branch) => branch.subject.id)).toEqual(["a", "x"]);
  expect([...withDescendants(tree, "b")]).toEqual(["b", "c"]);
});

test("what people paste becomes an origin or is refused", () => {
  expect(originOf("shop.example/tea?x=1")).toBe("https://shop.example");
  expect(originOf("http://127.0.0.1:8600/demo")).toBe("http://127.0.0.1:8600");
  expect(originOf("no way")).toBeNull();
});

test("a presence frame changes one person", () => {
  const person = (staff_id: string) => ({
    staff_id,
    name: staff_id,
    initials: staff_id,
    status: "online" as const,
    since: "",
    used: 0,
    capacity: 5,
    team_ids: [],
    connected: true,
  });
  const after = withPresence([person("a"), person("b")], {
    staff_id: "b",
    status: "busy",
    used: 3,
    capacity: 5,
    connected: true,
  });
  expect(after?.map((each) => each.status)).toEqual(["online", "busy"]);
});

test("the palette finds by every word and hides what is not permitted", () => {
  const entries = fixedEntries(
    {
      menu: [{ path: "/a", label: "Chats", icon: () => null, order: 1, permission: "no" }],
      commands: [{ id: "x", label: "Close chats", group: "Chats", run: () => undefined }],
      settings: [],
    },
    (key) => key,
    (permission) => permission === undefined,
  );
  expect(entries.map((entry) => entry.title)).toEqual(["Close chats"]);
  expect(narrow(entries, "chats close")).toHaveLength(1);
  expect(narrow(entries, "chats open")).toHaveLength(0);
});

test("writing on a colour can be read", () => {
  expect(inkOn("#0b776b")).toBe("#ffffff");
  expect(inkOn("#ffe08a")).toBe("#101818");
  expect(brandGround("#0f8f80").ink).toBe("#ffffff");
  expect(brandGround("#0f8f80").ground).not.toBe("#0f8f80");
  expect(brandGround("#ffe08a")).toEqual({ ground: "#ffe08a", ink: "#101818" });
});
