import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Message } from "@/api/types";
import { speak } from "@/shell/i18n";
import { message } from "../make";
import { show } from "../stage";

vi.mock("@/shell/hooks/live", () => ({
  live: { send: () => true, onFrame: () => () => undefined },
  onFrame: () => () => undefined,
}));

beforeAll(() => speak("zh-CN"));
afterEach(cleanup);

const staff = { kind: "staff", id: "me", name: "李薇" } as const;

async function draw(shown: Message, readUpTo = 0) {
  const { Bubble } = await import("@/modules/conversations/parts/thread/bubble");
  return show(<Bubble message={shown} ends me="me" readUpTo={readUpTo} />);
}

test("markup in a message is text, not markup", async () => {
  await draw(message(1, { text: "<img src=x onerror=alert(1)>" }));
  expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeDefined();
  expect(document.querySelector("img")).toBeNull();
});

test("my message says whether the customer has read it", async () => {
  await draw(message(4, { sender: staff }), 3);
  expect(screen.getByText(/未读/)).toBeDefined();
  cleanup();
  await draw(message(4, { sender: staff }), 4);
  expect(screen.getByText(/已读/)).toBeDefined();
});

test("a recalled message shows who took it back and nothing of its text", async () => {
  await draw(message(2, { sender: staff, recalled_at: "2026-11-22T08:01:00Z", text: "密码 123" }));
  expect(screen.getByText("我撤回了一条消息")).toBeDefined();
  expect(screen.queryByText(/123/)).toBeNull();
});

test("only one's own fresh message can be recalled", async () => {
  const fresh = new Date().toISOString();
  await draw(message(2, { sender: staff, created_at: fresh }));
  expect(screen.getByRole("button", { name: "撤回" })).toBeDefined();
  cleanup();
  await draw(message(2, { created_at: fresh }));
  expect(screen.queryByRole("button", { name: "撤回" })).toBeNull();
});

test("a note is marked as internal and has no read mark", async () => {
  await draw(message(2, { kind: "note", sender: staff, text: "别告诉客户" }), 9);
  expect(screen.getByText("内部备注")).toBeDefined();
  expect(screen.queryByText(/已读/)).toBeNull();
});

test("a picture keeps its place before it has loaded", async () => {
  const file = {
    id: "f1",
    name: "缺口.jpg",
    media_type: "image/jpeg",
    size: 1,
    width: 480,
    height: 240,
    url: "/api/files/f1",
    thumb_url: "/api/files/f1?size=thumb",
  };
  await draw(message(2, { kind: "image", text: "", file }));
  const picture = screen.getByRole("img", { name: "缺口.jpg" });
  expect(picture.getAttribute("width")).toBe("240");
  expect(picture.getAttribute("height")).toBe("120");
});
