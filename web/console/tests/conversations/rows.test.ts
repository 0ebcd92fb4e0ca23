import { describe, expect, test } from "vitest";
import { mayRecall, threadRows } from "@/modules/conversations/api/rows";
import { message } from "../make";

const event = (number: number) =>
  message(number, {
    kind: "event",
    sender: { kind: "system", id: null, name: "" },
    event: { code: "assigned", values: {} },
  });

describe("the thread", () => {
  test("folds events that follow each other", () => {
    const rows = threadRows([event(1), event(2), message(3)], null);
    const folded = rows.find((row) => row.type === "events");
    expect(folded?.type === "events" && folded.events).toHaveLength(2);
  });

  test("draws a line before the first message that is new", () => {
    const rows = threadRows([message(1), message(2), message(3)], 1);
    const at = rows.findIndex((row) => row.type === "new");
    expect(rows[at + 1]).toMatchObject({ type: "bubble", message: { number: 2 } });
    expect(rows.filter((row) => row.type === "new")).toHaveLength(1);
  });

  test("has no such line where everything was read", () => {
    expect(threadRows([message(1)], null).some((row) => row.type === "new")).toBe(false);
  });

  test("puts a foot under the last bubble of each person", () => {
    const staff = { kind: "staff", id: "me", name: "李薇" } as const;
    const rows = threadRows([message(1), message(2), message(3, { sender: staff })], null);
    const ends = rows.filter((row) => row.type === "bubble").map((row) => row.ends);
    expect(ends).toEqual([false, true, true]);
  });

  test("separates days", () => {
    const later = message(2, { created_at: "2026-11-25T08:00:00Z" });
    const days = threadRows([message(1), later], null).filter((row) => row.type === "day");
    expect(days).toHaveLength(2);
  });
});

test("one's own message can be recalled for two minutes", () => {
  const mine = message(1, { sender: { kind: "staff", id: "me", name: "李薇" } });
  const at = Date.parse(mine.created_at);
  expect(mayRecall(mine, "me", at + 119_000)).toBe(true);
  expect(mayRecall(mine, "me", at + 121_000)).toBe(false);
  expect(mayRecall(mine, "someone", at)).toBe(false);
  expect(mayRecall(message(2), "p1", at)).toBe(false);
});
