import { expect, test } from "vitest";
import { doneSteps, readTicks, stepsOf, writeTicks } from "@/modules/conversations/api/guide";
import { guessSubject } from "@/modules/conversations/api/subjects";
import { message, summary } from "../make";

test("steps tick themselves by what stands in the conversation", () => {
  expect([...doneSteps(summary(), [])]).toEqual([]);
  const answered = summary({ first_response_at: "2026-11-22T08:00:00Z", subject_id: "s1" });
  const note = message(2, { kind: "note" });
  expect([...doneSteps(answered, [note])]).toEqual(["greet", "classify", "record", "answer"]);
  expect(doneSteps(summary({ state: "closed" }), []).has("close")).toBe(true);
});

test("calling back belongs to it only when it was asked for", () => {
  expect(stepsOf(summary())).not.toContain("call_back");
  expect(stepsOf(summary({ wants: "callback" }))).toContain("call_back");
});

test("what was ticked by hand is there again, and nothing else", () => {
  localStorage.clear();
  writeTicks("c1", ["solve", "confirm"]);
  expect(readTicks("c1")).toEqual(["solve", "confirm"]);
  writeTicks("c1", []);
  expect(readTicks("c1")).toEqual([]);
  expect(localStorage.length).toBe(0);
});

const ALL = [
  { id: "a", name: "物流查询", path: "物流" },
  { id: "b", name: "退换货", path: "售后" },
  { id: "c", name: "Refund delayed", path: "Refunds" },
];

test("the subject is guessed from the customer's words, or not at all", () => {
  expect(guessSubject(ALL, ["您好", "我要退换货"])).toBe("b");
  expect(guessSubject(ALL, ["where is my refund"])).toBe("c");
  expect(guessSubject(ALL, ["您好"])).toBeNull();
});
