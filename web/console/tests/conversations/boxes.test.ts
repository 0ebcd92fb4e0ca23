import { expect, test } from "vitest";
import { alertFor } from "@/modules/conversations/api/alerts";
import { intoBoxes } from "@/modules/conversations/api/boxes";
import { highlight } from "@/modules/conversations/api/highlight";
import { findSubjects, subjectChoices } from "@/modules/conversations/api/subjects";
import { urgency } from "@/modules/conversations/api/urgency";
import { clockText, remainingOf, remainingText } from "@/ui/remaining";
import { message, summary } from "../make";

const byId = (...all: ReturnType<typeof summary>[]) =>
  Object.fromEntries(all.map((each) => [each.id, each]));

test("who has waited longest stands first", () => {
  const boxes = intoBoxes(
    byId(
      summary({ id: "young", waiting_since: "2026-11-22T08:10:00Z" }),
      summary({ id: "old", waiting_since: "2026-11-22T08:00:00Z" }),
      summary({ id: "theirs", state: "waiting_customer", waiting_since: null }),
      summary({ id: "foreign", assignee: { id: "other", name: "张敏" } }),
      summary({ id: "queued", state: "queued", assignee: null }),
    ),
    "me",
  );
  expect(boxes.yours.map((each) => each.id)).toEqual(["old", "young"]);
  expect(boxes.theirs.map((each) => each.id)).toEqual(["theirs"]);
  expect(boxes.queue.map((each) => each.id)).toEqual(["queued"]);
});

const promise = (due_at: string, state: "running" | "paused" = "running") => ({
  kind: "first_answer" as const,
  due_at,
  warn_at: "2026-11-22T08:02:00Z",
  state,
  remaining: state === "paused" ? 61 : null,
});

test("what is due first stands first, whoever has waited longer", () => {
  const boxes = intoBoxes(
    byId(
      summary({ id: "long", clock: promise("2026-11-22T09:00:00Z") }),
      summary({
        id: "soon",
        waiting_since: "2026-11-22T08:09:00Z",
        clock: promise("2026-11-22T08:10:00Z"),
      }),
    ),
    "me",
  );
  expect(boxes.yours.map((each) => each.id)).toEqual(["soon", "long"]);
});

test("a promise is calm, due soon, late, or rests", () => {
  const at = (time: string) =>
    remainingOf(promise("2026-11-22T08:03:00Z"), Date.parse(`2026-11-22T${time}Z`));
  expect(at("08:01:59")).toEqual({ level: "calm", seconds: 61 });
  expect(at("08:02:00")).toEqual({ level: "due", seconds: 60 });
  expect(at("08:03:00").level).toBe("late");
  expect(remainingText(at("08:04:05").seconds)).toBe("+1:05");
  const resting = remainingOf(promise("2026-11-22T08:03:00Z", "paused"), 0);
  expect(resting).toEqual({ level: "paused", seconds: 61 });
  expect(remainingText(61)).toBe("1:01");
});

test("colours change at 60 and 180 seconds", () => {
  expect([59, 60, 179, 180].map(urgency)).toEqual(["calm", "due", "due", "late"]);
});

test("the clock reads like a clock", () => {
  expect([9, 75, 3_661, -4].map(clockText)).toEqual(["0:09", "1:15", "1:01:01", "0:00"]);
});

test("a customer's new message in my conversation calls me, my own does not", () => {
  const frame = (sender: "customer" | "staff", assignee = "me") => ({
    type: "changed" as const,
    conversation: summary({ assignee: { id: assignee, name: "" }, staff_read: 3 }),
    messages: [message(4, { sender: { kind: sender, id: "x", name: "王小姐" } })],
  });
  const before = summary();
  expect(alertFor(frame("customer"), "me", before)?.body).toBe("第 4 句");
  expect(alertFor(frame("staff"), "me", before)).toBeNull();
  expect(alertFor(frame("customer", "other"), "me", before)).toBeNull();
});

test("a conversation that becomes mine calls me", () => {
  const frame = { type: "changed" as const, conversation: summary(), messages: [] };
  const before = summary({ state: "queued", assignee: null });
  expect(alertFor(frame, "me", before)).not.toBeNull();
  expect(alertFor(frame, "me", summary())).toBeNull();
});

test("found words are cut out without regard to case and without patterns", () => {
  expect(highlight("Gaiwan (盖碗)", ["gaiwan", "(盖碗)"])).toEqual([
    { text: "Gaiwan", hit: true },
    { text: " ", hit: false },
    { text: "(盖碗)", hit: true },
  ]);
});

test("subjects are found by any words of their way, inactive ones are not offered", () => {
  const subject = (id: string, parent_id: string | null, name: string, active = true) => ({
    id,
    parent_id,
    code: id,
    name: { "zh-CN": name, en: name },
    tier: "B" as const,
    active,
    position: 0,
    priority: 1,
    calls_supervisor: false,
    version: 1,
  });
  const all = subjectChoices(
    [subject("a", null, "物流"), subject("b", "a", "催单"), subject("c", "a", "旧", false)],
    "zh-CN",
  );
  expect(all.map((each) => each.id)).toEqual(["a", "b"]);
  expect(findSubjects(all, "物流 催").map((each) => each.id)).toEqual(["b"]);
});
