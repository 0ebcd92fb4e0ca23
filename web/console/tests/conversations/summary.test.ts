import { expect, test } from "vitest";
import type { Message, Summary } from "@/api/types";
import type { Thread } from "@/modules/conversations/api/state";
import { asNote } from "@/modules/conversations/api/summary";
import { needsSummary } from "@/modules/conversations/parts/thread/needs-summary";

const said = (count: number, more: object = {}) =>
  Array.from({ length: count }, () => ({ kind: "text", bot: null, ...more }) as unknown as Message);
const thread = (messages: Message[], hasMore = false) =>
  ({ messages, gaps: [], hasMore, visitor: null, historyCount: 0 }) as Thread;
const held = (reason: string | null) => ({ assign_reason: reason }) as unknown as Summary;

test("a conversation is summed up when it is long or came from somebody else", () => {
  expect(needsSummary(held("least_busy"), thread(said(12)))).toBe(false);
  expect(needsSummary(held("least_busy"), thread(said(13)))).toBe(true);
  expect(needsSummary(held("least_busy"), thread(said(20, { kind: "event" })))).toBe(false);
  expect(needsSummary(held("least_busy"), thread(said(1), true))).toBe(true);
  expect(needsSummary(held("transferred"), thread(said(1)))).toBe(true);
  const handed = said(1, { bot: { kind: "handover" } });
  expect(needsSummary(held(null), thread(handed))).toBe(true);
});

test("a note says what is wanted, with the numbers", () => {
  const wanted = { wanted: ["换一把", "要快"], numbers: ["202611130487"], worded: [] };
  const lines = wanted as unknown as Parameters<typeof asNote>[0];
  expect(asNote(lines)).toBe("换一把; 要快 (202611130487)");
  expect(asNote({ ...lines, worded: ["客户要换一把壶", "已答应明天寄"] })).toBe(
    "客户要换一把壶\n已答应明天寄",
  );
});
