import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ServerFrame } from "@/api/frames";
import { backoff, LiveSocket } from "@/shell/live/socket";

class FakeSocket {
  static readonly all: FakeSocket[] = [];
  readyState = 1;
  sent: { type: string; topics?: string[] }[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(code = 1006): void {
    this.onclose?.({ code });
  }

  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

let live: LiveSocket;
const latest = () => FakeSocket.all.at(-1) as FakeSocket;
const welcome = () => latest().say({ type: "welcome", staff_id: "me", now: "" });

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all.length = 0;
  live = new LiveSocket(() => new FakeSocket() as unknown as WebSocket);
  live.start();
});

afterEach(() => {
  live.stop();
  vi.useRealTimers();
});

test("watches again after a reconnect, and counts the connection", () => {
  welcome();
  live.watch("conversation:c1");
  expect(latest().sent).toContainEqual({ type: "watch", topics: ["conversation:c1"] });
  latest().close();
  expect(live.state).toBe("offline");
  vi.advanceTimersByTime(20_000);
  expect(FakeSocket.all).toHaveLength(2);
  welcome();
  expect(latest().sent[0]).toEqual({ type: "watch", topics: ["conversation:c1"] });
  expect(live.generation).toBe(2);
});

test("a topic watched twice is let go when the last leaves", () => {
  welcome();
  const first = live.watch("queue");
  const second = live.watch("queue");
  first();
  expect(latest().sent.filter((frame) => frame.type === "unwatch")).toHaveLength(0);
  second();
  expect(latest().sent.filter((frame) => frame.type === "unwatch")).toHaveLength(1);
});

test("a socket that has gone silent is given up", () => {
  welcome();
  vi.advanceTimersByTime(70_000);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
});

test("does not knock again where it is told that nobody is signed in", () => {
  let refused = 0;
  const other = new LiveSocket(
    () => new FakeSocket() as unknown as WebSocket,
    () => {
      refused += 1;
    },
  );
  other.start();
  const before = FakeSocket.all.length;
  latest().close(4401);
  vi.advanceTimersByTime(60_000);
  expect(refused).toBe(1);
  expect(FakeSocket.all.length).toBe(before);
});

test("says no to sending while there is no connection", () => {
  expect(live.send({ type: "ping" })).toBe(false);
  welcome();
  expect(live.send({ type: "ping" })).toBe(true);
});

test("hands every frame to its listeners", () => {
  const heard: ServerFrame[] = [];
  live.onFrame((frame) => heard.push(frame));
  welcome();
  latest().say({ type: "pong" });
  latest().say([{ type: "pong" }, { type: "gone", conversation_id: "c1" }]);
  expect(heard.map((frame) => frame.type)).toEqual(["welcome", "pong", "pong", "gone"]);
});

test("waits longer each time, never above 15 s, and not in step with others", () => {
  expect(backoff(0, 0)).toBe(250);
  expect(backoff(0, 1)).toBe(500);
  expect(backoff(3, 1)).toBe(4_000);
  expect(backoff(20, 1)).toBe(15_000);
});

test("a network that is gone is believed at once, and what is written waits", () => {
  welcome();
  live.cut();
  expect(live.state).toBe("offline");
  expect(live.send({ type: "ping" })).toBe(false);
  live.nudge();
  expect(FakeSocket.all).toHaveLength(2);
});
