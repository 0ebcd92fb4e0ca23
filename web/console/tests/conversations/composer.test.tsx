import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { speak } from "@/shell/i18n";
import { summary } from "../make";
import { show } from "../stage";

const looked = vi.hoisted(() => [] as string[]);
const sent = vi.hoisted(() => [] as { kind: string; text: string }[]);

const offered = vi.hoisted(() => ({ text: null as string | null, source: "replies" }));
const uses = vi.hoisted(() => [] as string[]);

vi.mock("@/modules/conversations/api/sender", () => ({
  sendMessage: async (message: { kind: string; text: string }) => {
    sent.push(message);
  },
  useOutbox: () => [],
  release: () => false,
}));
vi.mock("@/shell/hooks/live", () => ({
  live: { send: () => true, onFrame: () => () => undefined },
  onFrame: () => () => undefined,
  useLiveGeneration: () => 0,
}));

vi.mock("@/modules/assistance/api/wording", async (original) => ({
  ...(await original<object>()),
  checkQuery: (_: unknown, text: string) => {
    looked.push(text);
    return {
      queryKey: ["wording-check", text],
      queryFn: async () => ({ matches: [], may_override: false }),
    };
  },
}));

vi.mock("@/modules/assistance/api/replies", async (original) => ({
  ...(await original<object>()),
  replyQuery: (conversation: string) => ({
    queryKey: ["suggested-reply", conversation],
    queryFn: async () => ({ up_to: 1, sure: 0.9, article_id: null, ...offered }),
  }),
  noteUse: (_: string, use: { outcome: string }) => {
    uses.push(use.outcome);
  },
}));

beforeAll(() => speak("zh-CN"));
beforeEach(() => {
  sent.length = 0;
  looked.length = 0;
  uses.length = 0;
  offered.text = null;
  localStorage.clear();
});
afterEach(cleanup);

async function draw(change = {}) {
  const { Composer } = await import("@/modules/conversations/parts/composer/composer");
  return show(<Composer summary={summary(change)} onClose={() => undefined} />);
}

const field = () => screen.getByRole("textbox") as HTMLTextAreaElement;
const write = (text: string) => fireEvent.change(field(), { target: { value: text } });

test("Enter sends what was written and clears the field", async () => {
  await draw();
  write("您好");
  fireEvent.keyDown(field(), { key: "Enter" });
  await waitFor(() => expect(sent).toEqual([{ conversation: "c1", kind: "text", text: "您好" }]));
  expect(field().value).toBe("");
});

test("what is typed on while the wording is looked at stays", async () => {
  await draw();
  // Whoever reads along is there.
  await waitFor(() => expect(looked).not.toEqual([]));
  write("您好");
  fireEvent.keyDown(field(), { key: "Enter" });
  write("您好请");
  await waitFor(() => expect(sent.map(({ text }) => text)).toEqual(["您好"]));
  await waitFor(() => expect(field().value).toBe("请"));
});

test("Enter while an input method composes sends nothing and keeps the text", async () => {
  await draw();
  fireEvent.compositionStart(field());
  write("ni hao");
  fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
  fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });
  expect(sent).toEqual([]);
  expect(field().value).toBe("ni hao");
});

test("an empty line is not sent", async () => {
  await draw();
  write("   ");
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(sent).toEqual([]);
});

test("a note goes to colleagues, and the next line is a reply again", async () => {
  await draw();
  fireEvent.click(screen.getByRole("tab", { name: "内部备注" }));
  write("已催承运方");
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(sent[0]?.kind).toBe("note");
  expect(screen.getByRole("tab", { name: "回复" }).getAttribute("aria-selected")).toBe("true");
});

test("a half-written reply is there again", async () => {
  const first = await draw();
  write("写了一半");
  first.unmount();
  await draw();
  expect(field().value).toBe("写了一半");
});

test("in somebody else's conversation one can only write notes", async () => {
  await draw({ assignee: { id: "other", name: "张敏" } });
  expect(screen.queryByRole("tab", { name: "回复" })).toBeNull();
  expect(screen.getByText(/由 张敏 接待/)).toBeDefined();
});

test("a closed conversation says so and has no field", async () => {
  await draw({ state: "closed" });
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("a text with a place nobody filled is asked about before it goes", async () => {
  await draw();
  write("订单 {订单号} 已发出");
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(sent).toEqual([]);
  expect(screen.getByRole("alert").textContent).toContain("{订单号}");
  fireEvent.click(screen.getByRole("button", { name: "去补上" }));
  expect(field().value.slice(field().selectionStart, field().selectionEnd)).toBe("{订单号}");
  fireEvent.click(screen.getByRole("button", { name: "就这样发送" }));
  await waitFor(() => expect(sent[0]?.text).toBe("订单 {订单号} 已发出"));
});

test("an offered reply is taken with Tab, but never while an input method composes", async () => {
  offered.text = "七天内可以退。";
  await draw({ id: "c7" });
  const ghost = () => document.querySelector("[data-ghost]");
  await waitFor(() => expect(ghost()?.textContent).toContain("七天内可以退。"));
  expect(uses).toEqual(["shown"]);
  fireEvent.keyDown(field(), { key: "Tab", isComposing: true });
  expect(field().value).toBe("");
  write("七天");
  await waitFor(() => expect(ghost()?.textContent).toContain("内可以退。"));
  fireEvent.keyDown(field(), { key: "Tab" });
  expect(field().value).toBe("七天内可以退。");
  expect(ghost()).toBeNull();
  write("七天内可以退，您放心。");
  fireEvent.keyDown(field(), { key: "Enter" });
  await waitFor(() => expect(sent).toHaveLength(1));
  await waitFor(() => expect(uses).toEqual(["shown", "changed"]));
});

test("what was put away is not offered again for the same words", async () => {
  offered.text = "您好。";
  await draw({ id: "c8" });
  await waitFor(() => expect(document.querySelector("[data-ghost]")).not.toBeNull());
  fireEvent.keyDown(field(), { key: "Escape" });
  expect(document.querySelector("[data-ghost]")).toBeNull();
  cleanup();
  await draw({ id: "c8" });
  await waitFor(() => expect(field()).toBeTruthy());
  expect(document.querySelector("[data-ghost]")).toBeNull();
});
