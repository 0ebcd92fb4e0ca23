import { expect, test } from "vitest";
import { openPlaces } from "@/modules/conversations/api/canned";
import { slashAt } from "@/modules/conversations/parts/composer/slash";

test("a slash at the beginning or after a space asks for canned replies", () => {
  expect(slashAt("/", 1)).toEqual({ from: 0, query: "" });
  expect(slashAt("您好 /thh", 7)).toEqual({ from: 3, query: "thh" });
  expect(slashAt("一\n/退货", 5)).toEqual({ from: 2, query: "退货" });
});

test("the sign a Chinese input method types on that key asks, too", () => {
  expect(slashAt("、退", 2)).toEqual({ from: 0, query: "退" });
  expect(slashAt("／", 1)).toEqual({ from: 0, query: "" });
});

test("addresses, fractions, lists and finished words ask nothing", () => {
  for (const text of ["https://a.cn", "1/2", "茶、壶", "/thh 好", "a/b"]) {
    expect(slashAt(text, text.length)).toBeNull();
  }
});

test("only what stands before the caret is looked at", () => {
  expect(slashAt("/thh 好", 2)).toEqual({ from: 0, query: "t" });
});

test("open places are named once; code with spaces or quotes is none", () => {
  expect(openPlaces("{订单号} {a_1} {订单号}")).toEqual(["{订单号}", "{a_1}"]);
  expect(openPlaces('{"a": 1} { b } {}')).toEqual([]);
});
