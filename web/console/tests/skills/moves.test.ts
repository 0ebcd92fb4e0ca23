import { expect, test } from "vitest";
import { levelFrom, moved } from "@/modules/skills/api/moves";

const size = { rows: 200, columns: 32 };

test("keys move as in a sheet and stop at the edges", () => {
  expect(moved({ row: 3, column: 4 }, "ArrowUp", size)).toEqual({ row: 2, column: 4 });
  expect(moved({ row: 3, column: 4 }, "Enter", size)).toEqual({ row: 4, column: 4 });
  expect(moved({ row: 0, column: 0 }, "ArrowLeft", size)).toEqual({ row: 0, column: 0 });
  expect(moved({ row: 199, column: 31 }, "PageDown", size)).toEqual({ row: 199, column: 31 });
  expect(moved({ row: 9, column: 9 }, "End", size)).toEqual({ row: 9, column: 31 });
  expect(moved({ row: 9, column: 9 }, "Home", size, true)).toEqual({ row: 0, column: 0 });
  expect(moved({ row: 9, column: 9 }, "x", size)).toBeNull();
});

test("digits to five are levels, Delete empties, other keys are nothing", () => {
  expect(["0", "5", "6", "a", "Delete", "10"].map(levelFrom)).toEqual([0, 5, null, null, 0, null]);
});
