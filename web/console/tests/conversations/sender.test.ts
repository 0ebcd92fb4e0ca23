import { beforeEach, expect, test, vi } from "vitest";
import type { ClientFrame, ServerFrame } from "@/api/frames";
import { message } from "../make";

const sent: ClientFrame[] = [];
let connected = true;
const listeners: ((frame: ServerFrame) => void)[] = [];

vi.mock("@/shell/hooks/live", () => ({
  live: {
    send: (frame: ClientFrame) => {
      if (connected) sent.push(frame);
      return connected;
    },
    onFrame: (listener: (frame: ServerFrame) => void) => {
      listeners.push(listener);
      return () => undefined;
    },
  },
}));

const hear = (frame: ServerFrame) => {
  for (const listener of listeners) listener(frame);
};
const posts = () => sent.filter((frame) => frame.type === "post");
const stored = () => {
  const name = Object.keys(localStorage).find((each) => each.startsWith("zhiyin.outbox.me."));
  return name ? localStorage.getItem(name) : null;
};

beforeEach(async () => {
  vi.resetModules();
  listeners.length = 0;
  sent.length = 0;
  connected = true;
  localStorage.clear();
  const { adoptOutbox } = await import("@/modules/conversations/api/sender");
  await adoptOutbox("me");
});

const send = async (text: string) => {
  const { sendMessage } = await import("@/modules/conversations/api/sender");
  await sendMessage({ conversation: "c1", kind: "text", text });
};

test("a message written offline goes once, with one key, after the reconnect", async () => {
  connected = false;
  await send("您好");
  expect(posts()).toHaveLength(0);
  expect(stored()).toContain("您好");
  connected = true;
  hear({ type: "welcome", staff_id: "me", now: "2026-11-22T08:00:00Z" } as ServerFrame);
  expect(posts()).toHaveLength(1);
  const [post] = posts();
  const key = post?.type === "post" ? post.key : "";
  hear({ type: "ack", key, message: message(1, { client_key: key }) } as ServerFrame);
  hear({ type: "welcome", staff_id: "me", now: "2026-11-22T08:00:01Z" } as ServerFrame);
  expect(posts()).toHaveLength(1);
  expect(stored()).toBeNull();
});

test("a connection lost before the acknowledgement sends the same key again", async () => {
  await send("在的");
  hear({ type: "welcome", staff_id: "me", now: "2026-11-22T08:00:00Z" } as ServerFrame);
  const keys = posts().map((frame) => (frame.type === "post" ? frame.key : ""));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test("what a closed tab left unsent is taken over under its own key", async () => {
  const left = {
    key: "left-behind-0001",
    conversation: "c1",
    kind: "text",
    text: "没来得及发",
    file: null,
    uploaded: null,
    at: "2026-11-22T08:00:00Z",
    state: "sending",
    error: null,
  };
  localStorage.setItem("zhiyin.outbox.me.closedtab", JSON.stringify([left]));
  vi.resetModules();
  const { adoptOutbox } = await import("@/modules/conversations/api/sender");
  await adoptOutbox("me");
  expect(posts().map((frame) => (frame.type === "post" ? frame.key : ""))).toEqual([left.key]);
  expect(localStorage.getItem("zhiyin.outbox.me.closedtab")).toBeNull();
});

test("a final refusal keeps the text and says why", async () => {
  await send("再见");
  const [post] = posts();
  const key = post?.type === "post" ? post.key : "";
  hear({
    type: "refused",
    key,
    code: "conversation_closed",
    message: "会话已结束。",
    retry: false,
  } as ServerFrame);
  expect(stored()).toContain("会话已结束。");
  expect(stored()).toContain("再见");
});
