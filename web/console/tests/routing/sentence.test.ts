import { expect, test } from "vitest";
import type { EntryRuleInput } from "@/api/types";
import type { Names } from "@/modules/routing/api/names";
import { priorityOf, worthOf } from "@/modules/routing/api/priority";
import { thenTexts, whenText, worthText } from "@/modules/routing/api/sentence";
import routing from "@/modules/routing/strings/zh-CN.json";
import shell from "@/shell/strings/zh-CN.json";

const texts: Record<string, Record<string, string>> = { routing, shell };

function t(key: string, values: Record<string, string | number> = {}): string {
  const [space = "", name = ""] = key.split(":");
  const text = texts[space]?.[name] ?? key;
  return text.replace(/\{\{(\w+)\}\}/g, (_, field: string) => String(values[field]));
}

const names: Names = {
  fields: [],
  field: () => "喝茶偏好",
  choices: (field) => (field === "words" ? null : []),
  value: (_, value) => ({ en: "英语", yes: "初次来", puer: "普洱" })[value] ?? value,
  team: () => "客诉组",
  skill: () => "退换货",
  teams: [],
  skills: [],
};

const rule: EntryRuleInput = {
  name: "x",
  active: true,
  position: 0,
  conditions: [],
  skill_level: 3,
  calls_supervisor: false,
};

test("a custom field of the customer is named as it is called", () => {
  const conditions = [{ field: "field.tea", any_of: ["puer"] }];
  expect(whenText({ ...rule, conditions }, names, t)).toBe("喝茶偏好是普洱");
});

test("a rule reads as a sentence", () => {
  const conditions: EntryRuleInput["conditions"] = [
    { field: "words", any_of: ["投诉", "12315"] },
    { field: "language", any_of: ["en"] },
    { field: "first_visit", any_of: ["yes"] },
  ];
  expect(whenText({ ...rule, conditions }, names, t)).toBe(
    "第一句话里有“投诉”或“12315”，并且语言是英语，并且客户初次来",
  );
  expect(whenText(rule, names, t)).toBe("任何会话");
});

test("only what a rule decides is said", () => {
  expect(thenTexts(rule, names, t)).toEqual([]);
  const full = { ...rule, team_id: "a", skill_id: "b", tier: "C", urgency: 3 } as const;
  expect(thenTexts(full, names, t)).toEqual([
    "进客诉组",
    "要会退换货（3 级以上）",
    "C 级，只给资深",
    "优先级紧急",
  ]);
});

test("urgency and importance give the server's priorities, each worth its waiting time", () => {
  const all = [1, 2, 3].flatMap((urgency) =>
    [1, 2, 3].map((weight) => priorityOf(urgency, weight)),
  );
  expect(all).toEqual([0, 1, 2, 1, 2, 3, 2, 3, 3]);
  expect(priorityOf(null, 3)).toBe(3);
  expect(worthText(worthOf(3, 300), t)).toBe("相当于早到 10 分钟");
  expect(worthText(worthOf(0, 90), t)).toBe("相当于晚到 90 秒");
  expect(worthText(worthOf(1, 300), t)).toBe("按到达先后排");
});
