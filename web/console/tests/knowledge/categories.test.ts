import { expect, test } from "vitest";
import {
  flat,
  heightOf,
  type Move,
  pathOf,
  placeAfter,
  placeOf,
  treeOf,
} from "@/modules/knowledge/api/categories";
import type { Category } from "@/modules/knowledge/api/shapes";

const one = (id: string, parent_id: string | null, position: number, articles = 0): Category => ({
  id,
  parent_id,
  position,
  articles,
  version: 1,
  name: { "zh-CN": id, en: id },
  active: true,
});

const rows = [
  one("returns", null, 1, 1),
  one("delivery", null, 0),
  one("carriers", "delivery", 1, 2),
  one("times", "delivery", 0, 3),
  one("abroad", "carriers", 0, 4),
];
const tree = treeOf(rows);
const move = (id: string, how: Move) => placeAfter(tree, id, how);

test("the tree is in its order and counts what is below", () => {
  expect(flat(tree).map(({ category, depth, all }) => [category.id, depth, all])).toEqual([
    ["delivery", 0, 9],
    ["times", 1, 3],
    ["carriers", 1, 6],
    ["abroad", 2, 4],
    ["returns", 0, 1],
  ]);
});

test("a category whose parent is gone stands at the top", () => {
  expect(treeOf([one("lost", "gone", 0)])[0]?.depth).toBe(0);
});

test("up and down stay among siblings and end at the ends", () => {
  expect(move("carriers", "up")).toEqual({ parent_id: "delivery", ids: ["carriers", "times"] });
  expect(move("carriers", "down")).toBeNull();
  expect(move("delivery", "up")).toBeNull();
});

test("in goes below the sibling above, out beside the parent", () => {
  expect(move("returns", "in")).toEqual({
    parent_id: "delivery",
    ids: ["times", "carriers", "returns"],
  });
  expect(move("times", "in")).toBeNull();
  expect(move("carriers", "out")).toEqual({
    parent_id: null,
    ids: ["delivery", "carriers", "returns"],
  });
  expect(move("returns", "out")).toBeNull();
});

test("nothing moves deeper than four levels", () => {
  const deep = treeOf([
    one("a", null, 0),
    one("b", "a", 0),
    one("c", "b", 0),
    one("x", "a", 1),
    one("y", "x", 0),
    one("z", "b", 1),
  ]);
  expect(heightOf(deep[0] as never)).toBe(3);
  // x with y would stand at levels three and four.
  expect(placeAfter(deep, "x", "in")?.parent_id).toBe("b");
  // z below c is the fourth.
  expect(placeAfter(deep, "z", "in")?.parent_id).toBe("c");
  const full = treeOf([
    one("a", null, 0),
    one("b", "a", 0),
    one("c", "b", 0),
    one("d", "c", 0),
    one("e", "c", 1),
  ]);
  expect(placeAfter(full, "e", "in")).toBeNull();
});

test("a place brings back what was moved", () => {
  expect(placeOf(tree, "carriers")).toEqual({ parent_id: "delivery", ids: ["times", "carriers"] });
});

test("a path names everything above", () => {
  expect(pathOf(rows, "abroad", (text) => text.en ?? "")).toBe("delivery / carriers / abroad");
  expect(pathOf(rows, null, String)).toBe("");
});
