import { describe, expect, test } from "vitest";
import { gapsAfter, leavesHole } from "@/modules/conversations/api/gaps";
import { threadRows } from "@/modules/conversations/api/rows";
import { emptyState, reduce, type State } from "@/modules/conversations/api/state";
import { message, summary } from "../make";

const many = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => message(from + at));

function openedAt(from: number, to: number): State {
  return reduce(emptyState, {
    type: "opened",
    detail: {
      conversation: summary(),
      messages: many(from, to),
      has_more: true,
      visitor: null,
      history_count: 0,
    },
  });
}

const piece = (state: State, from: number, to: number, newer = true, older = true) =>
  reduce(state, {
    type: "piece",
    id: "c1",
    piece: { from, items: many(from, to), newer },
    older,
  });

describe("a jump far back", () => {
  test("leaves a gap that filling closes, piece by piece", () => {
    let state = piece(openedAt(200, 250), 20, 70);
    expect(state.threads.c1?.gaps).toEqual([70]);
    state = piece(state, 70, 120);
    expect(state.threads.c1?.gaps).toEqual([120]);
    state = piece(state, 120, 210);
    expect(state.threads.c1?.gaps).toEqual([]);
    expect(state.threads.c1?.messages).toHaveLength(231);
  });

  test("leaves none where the piece meets what is held", () => {
    expect(piece(openedAt(50, 100), 20, 70).threads.c1?.gaps).toEqual([]);
  });

  test("two jumps leave two gaps", () => {
    const state = piece(piece(openedAt(200, 250), 20, 40), 100, 120);
    expect(state.threads.c1?.gaps).toEqual([40, 120]);
  });

  test("says whether there are older ones only when it begins before what was held", () => {
    expect(piece(openedAt(200, 250), 1, 40, true, false).threads.c1?.hasMore).toBe(false);
    expect(piece(openedAt(200, 250), 210, 220, true, false).threads.c1?.hasMore).toBe(true);
  });

  test("nothing younger means nothing missing", () => {
    expect(gapsAfter([5, 40], many(1, 50), { from: 40, items: [], newer: false })).toEqual([5]);
  });

  test("the place is drawn between the two", () => {
    const rows = threadRows([...many(1, 2), ...many(8, 9)], null, [2]);
    const at = rows.findIndex((row) => row.type === "gap");
    expect(rows[at - 1]).toMatchObject({ message: { number: 2 } });
    expect(rows[at + 1]).toMatchObject({ message: { number: 8 } });
  });
});

describe("a frame that was lost on the way", () => {
  test("is missed when the next one begins later, or names what nobody brought", () => {
    expect(leavesHole(many(1, 5), many(6, 7), 7)).toBe(false);
    expect(leavesHole(many(1, 5), many(8, 9), 9)).toBe(true);
    expect(leavesHole(many(1, 5), [], 6)).toBe(true);
  });

  test("is not missed when an old message changed or nothing is new", () => {
    expect(leavesHole(many(1, 5), many(3, 3), 5)).toBe(false);
    expect(leavesHole(many(1, 5), [], 5)).toBe(false);
    expect(leavesHole([], [], 0)).toBe(false);
  });
});
