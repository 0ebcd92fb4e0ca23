import { expect, test } from "vitest";
import type { Thing } from "@/api/types";
import {
  atOnce,
  leadsSomewhere,
  sayThing,
  worthShowing,
} from "../../src/modules/conversations/api/entities";

const thing = (type: Thing["type"], value: string, more: Partial<Thing> = {}): Thing => ({
  type,
  value,
  words: value,
  whole: true,
  ...more,
});

test("numbers and contacts come first, and days that move with the reader are left out", () => {
  const things = [
    thing("product", "茶壶"),
    thing("date", "昨天"),
    thing("date", "12-03"),
    thing("order_no", "20261103445566"),
  ];
  expect(worthShowing(things).map(({ value }) => value)).toEqual([
    "20261103445566",
    "12-03",
    "茶壶",
  ]);
});

test("what is copied is a number without what parts it, and an amount in its usual form", () => {
  expect(sayThing(thing("phone", "13800002046", { words: "138 0000 2046" }))).toBe("13800002046");
  expect(sayThing(thing("amount", "3950", { words: "三十九块五" }))).toBe("39.50");
  expect(sayThing(thing("date", "12-03", { words: "12月3日" }))).toBe("12月3日");
});

test("what is hidden leads nowhere", () => {
  expect(leadsSomewhere(thing("phone", "13800002046"))).toBe(true);
  expect(leadsSomewhere(thing("phone", "138****2046", { whole: false }))).toBe(false);
  expect(leadsSomewhere(thing("address", "文三路90号"))).toBe(false);
});

test("one alone is never behind the button", () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => thing("time", `${at}`));
  expect(atOnce(many(5))).toHaveLength(5);
  expect(atOnce(many(6))).toHaveLength(4);
});
