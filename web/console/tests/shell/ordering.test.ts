import { expect, test } from "vitest";
import { inOrder, moved } from "@/shell/hooks/ordering";

test("an entry goes elsewhere among the others, and nowhere beyond them", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 0, -1)).toBeNull();
  expect(moved(["a", "b", "c"], 2, 3)).toBeNull();
  expect(moved(["a", "b", "c"], 1, 1)).toBeNull();
});

test("rows that were not named stay where they are", () => {
  const rows = ["x", "a", "b", "y"].map((id) => ({ id }));
  expect(inOrder(rows, ["b", "a"]).map(({ id }) => id)).toEqual(["x", "b", "a", "y"]);
  expect(inOrder(rows, ["gone"]).map(({ id }) => id)).toEqual(["x", "a", "b", "y"]);
});
