import { expect, test } from "vitest";
import { backTo, begin, record, redo, undo } from "@/modules/procedures/api/past";

test("every change can be taken back and done again", () => {
  const past = record(record(begin("a"), "b"), "c");
  const back = undo(undo(past));
  expect(back.now).toBe("a");
  expect(undo(back)).toBe(back);
  expect(redo(redo(back)).now).toBe("c");
  expect(redo(past)).toBe(past);
});

test("what is typed in one field is one step; the next field is another", () => {
  let past = begin("");
  for (const text of ["r", "re", "ret"]) past = record(past, text, "name");
  past = record(past, "ret 2", "text");
  expect(undo(past).now).toBe("ret");
  expect(undo(undo(past)).now).toBe("");
});

test("after an undo the same field begins a new step", () => {
  let past = record(record(begin("a"), "ab", "name"), "abc", "name");
  past = record(undo(past), "ax", "name");
  expect(past.now).toBe("ax");
  expect(past.after).toEqual([]);
  expect(undo(past).now).toBe("a");
});

test("back to how it was once, and never further than that", () => {
  const past = record(record(record(begin("a"), "b"), "c"), "d");
  expect(backTo(past, "b").now).toBe("b");
  expect(backTo(past, "elsewhere")).toBe(past);
});
