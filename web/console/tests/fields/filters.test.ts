import { expect, test } from "vitest";
import type { Field } from "@/api/types";
import { nextCode } from "@/modules/catalogue/api/fields";
import { filterText } from "@/modules/customers/api/filters";
import { toShown, toStored } from "@/shell/hooks/fields";

const field = (type: Field["type"], currency = "CNY") =>
  ({ code: "x", type, currency, decimals: 0 }) as Field;

test("a filter asks for a value, or for from and to", () => {
  expect(filterText({ code: "x", value: "puer" }, field("choice"))).toBe("x:puer");
  expect(filterText({ code: "x", value: false }, field("yes_no"))).toBe("x:no");
  expect(filterText({ code: "x", from: 5 }, field("number"))).toBe("x:5..");
  expect(filterText({ code: "x", to: "2026-11-22" }, field("date"))).toBe("x:..2026-11-22");
  expect(filterText({ code: "x", from: 5, to: 5 }, field("number"))).toBe("x:5");
  expect(filterText({ code: "x" }, field("number"))).toBeNull();
  expect(filterText({ code: "x", value: " " }, field("text"))).toBeNull();
});

test("amounts are kept in the smallest unit", () => {
  expect(toStored(field("money"), 129.5)).toBe(12950);
  expect(toShown(field("money"), 12950)).toBe(129.5);
  expect(toStored(field("money", "JPY"), 129)).toBe(129);
  expect(toStored(field("number"), 129)).toBe(129);
});

test("a new choice gets a code that is free", () => {
  expect(nextCode([])).toBe("c1");
  expect(nextCode(["c2"])).toBe("c3");
});
