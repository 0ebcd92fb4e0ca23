import { describe, expect, test } from "vitest";
import { changeOutbox, type Pending, ready, revive } from "@/modules/conversations/api/outbox";

function pending(key: string, change: Partial<Pending> = {}): Pending {
  return {
    key,
    conversation: "c1",
    kind: "text",
    text: key,
    file: null,
    uploaded: null,
    at: "2026-11-22T08:00:00Z",
    state: "waiting",
    error: null,
    ...change,
  };
}

describe("the outbox", () => {
  test("sends one conversation's messages one after the other", () => {
    const entries = [pending("a"), pending("b"), pending("x", { conversation: "c2" })];
    expect(ready(entries).map((entry) => entry.key)).toEqual(["a", "x"]);
    const sending = changeOutbox(entries, { type: "sending", key: "a" });
    expect(ready(sending).map((entry) => entry.key)).toEqual(["x"]);
    const acked = changeOutbox(sending, { type: "drop", key: "a" });
    expect(ready(acked).map((entry) => entry.key)).toEqual(["b", "x"]);
  });

  test("a refused message does not hold back the next one", () => {
    const failed = changeOutbox([pending("a"), pending("b")], {
      type: "failed",
      key: "a",
      error: "会话已结束。",
    });
    expect(ready(failed).map((entry) => entry.key)).toEqual(["b"]);
    expect(failed[0]?.error).toBe("会话已结束。");
  });

  test("after a lost connection everything on its way waits again under the same key", () => {
    const after = changeOutbox([pending("a", { state: "sending" })], { type: "disconnected" });
    expect(after).toEqual([pending("a")]);
  });

  test("a reload finds what was unsent", () => {
    const stored = JSON.stringify([
      pending("a", { state: "sending" }),
      pending("b", { state: "failed", error: "x" }),
    ]);
    expect(revive(stored).map((entry) => entry.state)).toEqual(["waiting", "failed"]);
    expect(revive("not json")).toEqual([]);
    expect(revive(null)).toEqual([]);
  });
});

test("a held message waits, and nothing of its conversation overtakes it", () => {
  const held = pending("a", { state: "held" });
  const others = [pending("b"), pending("c", { conversation: "c2" })];
  expect(ready([held, ...others]).map(({ key }) => key)).toEqual(["c"]);
  const released = changeOutbox([held], { type: "again", key: "a" });
  expect(ready(released).map(({ key }) => key)).toEqual(["a"]);
});
