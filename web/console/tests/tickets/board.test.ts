import { expect, test } from "vitest";
import { columnsOf, narrowed } from "@/modules/tickets/api/board";
import { rowsInSight } from "@/modules/tickets/parts/row-window";

const known = [
  { value: "new", label: "新建" },
  { value: "checking", label: "核实中" },
  { value: "solved", label: "已解决" },
];

test("columns keep their order; empty ones stand only where they are asked for", () => {
  const groups = [
    { key: "solved", count: 2 },
    { key: null, count: 3 },
    { key: "gone", count: 1 },
  ];
  const names = (empty: string[], none: string | null) =>
    columnsOf(groups, known, empty, { none, other: "其他" }).map(({ name, count }) => [
      name,
      count,
    ]);
  expect(names(["new"], "待分配")).toEqual([
    ["待分配", 3],
    ["新建", 0],
    ["已解决", 2],
    ["其他", 1],
  ]);
  expect(names([], null)).toEqual([
    ["已解决", 2],
    ["其他", 1],
  ]);
});

test("a column asks for its value beside what the list is narrowed to", () => {
  expect(narrowed({ q: "杯" }, "priority", "4")).toEqual({ q: "杯", priority: [4] });
  expect(narrowed({ without: ["due_at"] }, "owner_id", null)).toEqual({
    without: ["due_at", "owner_id"],
  });
  expect(narrowed({ field: ["cause:a", "amount:1..2"] }, "field:cause", "b").field).toEqual([
    "amount:1..2",
    "cause:b",
  ]);
});

test("of ten thousand rows only those in sight are drawn", () => {
  const { first, last } = rowsInSight(200_000, 800, 40, 10_000);
  expect(last - first).toBeLessThan(50);
  expect(first).toBeLessThanOrEqual(5000);
  expect(last).toBeGreaterThanOrEqual(5020);
  expect(rowsInSight(0, 800, 40, 3)).toEqual({ first: 0, last: 3 });
});
