import { describe, expect, test } from "vitest";
import { emptyState, mergeMessages, reduce, type State } from "@/modules/conversations/api/state";
import { message, summary } from "../make";

const visitor = null;

function opened(state: State = emptyState): State {
  return reduce(state, {
    type: "opened",
    detail: {
      conversation: summary({ number: 5 }),
      messages: [message(1), message(2)],
      has_more: true,
      visitor,
      history_count: 0,
    },
  });
}

describe("frames", () => {
  test("a summary with a lower number changes nothing", () => {
    const held = reduce(opened(), {
      type: "changed",
      conversation: summary({ number: 9, unread: 3 }),
      messages: [],
    });
    const late = reduce(held, {
      type: "changed",
      conversation: summary({ number: 7, unread: 0, state: "closed" }),
      messages: [],
    });
    expect(late.summaries.c1).toMatchObject({ number: 9, unread: 3, state: "assigned" });
  });

  test("the same message pushed twice stands once, in order of numbers", () => {
    const once = reduce(opened(), {
      type: "changed",
      conversation: summary({ number: 8 }),
      messages: [message(4), message(3)],
    });
    const twice = reduce(once, {
      type: "changed",
      conversation: summary({ number: 8 }),
      messages: [message(4)],
    });
    expect(twice.threads.c1?.messages.map((each) => each.number)).toEqual([1, 2, 3, 4]);
  });

  test("a recall replaces the message; the older copy does not bring it back", () => {
    const recalled = message(2, { changed: 9, text: "", recalled_at: "2026-11-22T08:05:00Z" });
    const after = mergeMessages([message(1), message(2)], [recalled]);
    expect(after[1]?.recalled_at).not.toBeNull();
    expect(mergeMessages(after, [message(2)])[1]?.recalled_at).not.toBeNull();
  });

  test("a customer who is renamed bears the new name on older messages", () => {
    const named = summary({ number: 6 });
    const after = reduce(opened(), {
      type: "changed",
      conversation: { ...named, customer: { ...named.customer, name: "陈女士" } },
      messages: [],
    });
    const theirs = after.threads.c1?.messages.filter((each) => each.sender.kind === "customer");
    expect(theirs?.length).toBeGreaterThan(0);
    expect(theirs?.every((each) => each.sender.name === "陈女士")).toBe(true);
  });

  test("a conversation that is gone leaves list and thread", () => {
    const gone = reduce(opened(), { type: "gone", id: "c1" });
    expect(gone.summaries.c1).toBeUndefined();
    expect(gone.threads.c1).toBeUndefined();
  });

  test("a customer's message ends their typing line", () => {
    const typing = reduce(opened(), {
      type: "typing",
      id: "c1",
      typing: { name: "王小姐", from: "customer", text: "好", at: 0 },
    });
    const after = reduce(typing, {
      type: "changed",
      conversation: summary({ number: 9 }),
      messages: [message(3)],
    });
    expect(after.typing.c1).toBeUndefined();
  });
});

describe("lists read again", () => {
  const listed = (state: State, items: ReturnType<typeof summary>[], askedAt: number) =>
    reduce(state, { type: "listed", box: "mine", me: "me", items, askedAt });

  test("a conversation I no longer hold disappears", () => {
    const before = listed(emptyState, [summary(), summary({ id: "c2" })], 0);
    const after = listed(before, [summary({ id: "c2" })], before.tick);
    expect(Object.keys(after.summaries)).toEqual(["c2"]);
  });

  test("one that came by a push while the list was on its way stays", () => {
    const askedAt = emptyState.tick;
    const pushed = reduce(emptyState, {
      type: "changed",
      conversation: summary({ id: "c3" }),
      messages: [],
    });
    const after = listed(pushed, [], askedAt);
    expect(after.summaries.c3).toBeDefined();
  });
});

test("older messages go in above", () => {
  const after = reduce(opened(), {
    type: "older",
    id: "c1",
    items: [message(0)],
    hasMore: false,
  });
  expect(after.threads.c1?.messages.map((each) => each.number)).toEqual([0, 1, 2]);
  expect(after.threads.c1?.hasMore).toBe(false);
});
