import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Hit } from "@/modules/knowledge/api/shapes";
import { useBeOpenComposer } from "@/shell/hooks/composer";
import { speak } from "@/shell/i18n";
import { show } from "../stage";

type Frame = { type: string; conversation: { id: string }; messages: object[] };
const heard = vi.hoisted(() => new Set<(frame: Frame) => void>());
const asked = vi.hoisted(() => [] as { path: string; body?: unknown }[]);
let found: Hit[] = [];

vi.mock("@/shell/hooks/live", () => ({
  useLiveGeneration: () => 1,
  onFrame: (listener: (frame: Frame) => void) => {
    heard.add(listener);
    return () => heard.delete(listener);
  },
}));
vi.mock("@tanstack/react-router", () => ({
  Link: ({ children }: { children: ReactNode }) => <span>{children}</span>,
}));

const hit = (id: string): Hit => ({
  article_id: id,
  ref: id,
  kind: "article",
  title: `问 ${id}`,
  title_marks: [],
  snippet: "",
  marks: [],
  category: null,
  audience: "customers",
  locale: "zh-CN",
  score: 1,
  likely: 0.9,
  matched: null,
  short_answer: "",
  answer: `答 ${id}`,
});

beforeAll(() => speak("zh-CN"));
beforeEach(() => {
  asked.length = 0;
  found = [hit("a"), hit("b")];
  vi.stubGlobal("fetch", async (request: Request) => {
    const url = new URL(request.url);
    const body = request.method === "POST" ? await request.json() : undefined;
    asked.push({ path: url.pathname, ...(body ? { body } : {}) });
    const answer = { search_id: "s1", via: "thinking", answerable: 0.9, items: found, up_to: 3 };
    return new Response(JSON.stringify(answer), {
      headers: { "Content-Type": "application/json" },
    });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Composer({ conversation, put }: { conversation: string; put: (text: string) => void }) {
  useBeOpenComposer({ conversation, insert: put, takeHit: () => undefined });
  return null;
}

async function draw(composer = "c1") {
  const { default: Card } = await import("@/modules/knowledge/parts/card");
  const put = vi.fn();
  show(
    <>
      <Composer conversation={composer} put={put} />
      <Card id="c1" context={{}} />
    </>,
  );
  await screen.findByText("问 a");
  return put;
}

const press = (digit: string) =>
  fireEvent.keyDown(document.body, {
    key: digit,
    code: `Digit${digit}`,
    altKey: true,
    shiftKey: true,
  });
const paths = () => asked.map(({ path }) => path);

test("one key puts an answer in, and tells which it was", async () => {
  const put = await draw();
  press("2");
  expect(put).toHaveBeenCalledExactlyOnceWith("答 b");
  await waitFor(() =>
    expect(asked).toContainEqual({
      path: "/api/knowledge/searches/s1/click",
      body: { article_id: "b", place: 2 },
    }),
  );
  expect(asked).toContainEqual({
    path: "/api/knowledge/articles/b/used",
    body: { kind: "inserted", conversation_id: "c1" },
  });
});

test("nothing goes into the composer of another conversation", async () => {
  const put = await draw("c2");
  press("2");
  expect(put).not.toHaveBeenCalled();
  expect(screen.queryByRole("button", { name: /插入/ })).toBeNull();
});

test("it looks again when the customer has written, and not when we have", async () => {
  await draw();
  const say = (kind: string, conversation = "c1") =>
    act(async () => {
      const message = { kind: "text", sender: { kind } };
      for (const listener of heard)
        listener({ type: "changed", conversation: { id: conversation }, messages: [message] });
    });
  const looks = () => paths().filter((path) => path.endsWith("/suggestions")).length;
  expect(looks()).toBe(1);
  await say("staff");
  await say("customer", "c2");
  expect(looks()).toBe(1);
  found = [hit("c")];
  await say("customer");
  await screen.findByText("问 c");
  expect(looks()).toBe(2);
});

test("what one looks for is chosen with the arrows", async () => {
  const put = await draw();
  const field = screen.getByRole("textbox");
  fireEvent.change(field, { target: { value: "换货" } });
  await waitFor(() => expect(paths()).toContain("/api/knowledge/search"));
  await screen.findByText("问 b");
  fireEvent.keyDown(field, { key: "ArrowDown" });
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  expect(put).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: "Enter" });
  expect(put).toHaveBeenCalledExactlyOnceWith("答 b");
});
