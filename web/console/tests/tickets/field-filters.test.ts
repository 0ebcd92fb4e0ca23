import { expect, test } from "vitest";
import type { Field } from "@/api/types";
import { readFilter, writeFilter } from "@/modules/tickets/api/field-filters";

const field = (type: Field["type"]) => ({ code: "f", type }) as Field;

test.each([
  [field("choice"), { value: "courier" }, "f:courier"],
  [field("yes_no"), { value: false }, "f:no"],
  [field("money"), { from: 100, to: 500 }, "f:100..500"],
  [field("money"), { from: 100, to: null }, "f:100.."],
  [field("date"), { from: "2026-11-01", to: "2026-11-01" }, "f:2026-11-01"],
])("a filter over %o survives its text", (own, asked, text) => {
  expect(writeFilter(own, asked)).toBe(text);
  expect(readFilter(own, text)).toEqual(asked);
});

test("nothing said asks for nothing", () => {
  expect(writeFilter(field("text"), { value: " " })).toBeNull();
  expect(writeFilter(field("number"), {})).toBeNull();
});
