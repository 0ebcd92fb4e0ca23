import { expect, test } from "vitest";
import type { Presence } from "@/api/types";
import { choose, matching, mentionedIn, typedMention } from "../../src/shell/hooks/mentioned";

const person = (staff_id: string, name: string, initials: string): Presence => ({
  staff_id,
  name,
  initials,
  status: "online",
  since: "",
  used: 0,
  capacity: 5,
  team_ids: [],
  connected: true,
});
const team = [person("1", "李薇", "lw"), person("2", "王小丽", "wxl"), person("3", "我", "w")];

test("a name is typed after an @ that begins a word", () => {
  expect(typedMention("请 @l", 4)).toEqual({ from: 3, text: "l" });
  expect(typedMention("@", 1)).toEqual({ from: 1, text: "" });
  expect(typedMention("看看@李", 4)).toEqual({ from: 3, text: "李" });
  expect(typedMention("mail@shop", 9)).toBeNull();
  expect(typedMention("@李薇 您看", 5)).toBeNull();
});

test("pinyin initials and names find colleagues, never oneself", () => {
  const found = (typed: string) => matching(team, "3", typed).map((each) => each.staff_id);
  expect(found("lw")).toEqual(["1"]);
  expect(found("w")).toEqual(["2"]);
  expect(found("丽")).toEqual(["2"]);
  expect(found("")).toEqual(["1", "2"]);
  expect(found("zz")).toEqual([]);
});

test("only who was chosen and still stands in the note is called", () => {
  choose(team[0] as Presence);
  choose(team[1] as Presence);
  expect(mentionedIn("@李薇 请看")).toEqual(["1"]);
  expect(mentionedIn("李薇请看")).toEqual([]);
});
