import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Handover, Sample } from "@/modules/bot/api/shapes";
import { speak } from "@/shell/i18n";
import { show } from "../stage";

const asked = vi.hoisted(() => [] as { path: string; body?: unknown }[]);
let answers: Record<string, { status?: number; body: unknown }> = {};

vi.mock("@/shell/hooks/live", () => ({
  useLiveGeneration: () => 1,
  onFrame: () => () => undefined,
}));
vi.mock("@tanstack/react-router", () => ({
  Link: ({ children }: { children: ReactNode }) => <span>{children}</span>,
}));

beforeAll(() => speak("zh-CN"));
beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    const body = request.method === "GET" ? undefined : await request.json();
    asked.push({ path, ...(body ? { body } : {}) });
    const { status = 200, body: answer } = answers[path] ?? { body: {} };
    return new Response(JSON.stringify(answer), {
      status,
      headers: { "Content-Type": "application/json" },
    });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const handover: Handover = {
  reason: "unsure",
  at: "2026-11-22T08:00:00Z",
  summary: ["茶杯缺了一个口", "想换一只"],
  task: { "zh-CN": "预约回电", en: "Call back" },
  slots: [{ name: "phone", title: { "zh-CN": "电话", en: "Phone" }, value: "138****0000" }],
  tried: [{ article_id: "a1", title: "收到破损怎么办", rating: "unhelpful" }],
};

async function drawCard() {
  const { default: Card } = await import("@/modules/bot/parts/handover-card");
  return show(<Card id="c1" context={{}} />);
}

test("the card says why, what was wanted, what is known and what was tried", async () => {
  answers = { "/api/conversations/c1/handover": { body: handover } };
  await drawCard();
  await screen.findByText("连续两次没听懂");
  for (const text of ["想换一只", "预约回电", "138****0000", "收到破损怎么办", "客户觉得没帮助"]) {
    expect(screen.getByText(text)).toBeDefined();
  }
});

test("a conversation that never met the bot has no card", async () => {
  answers = {
    "/api/conversations/c1/handover": {
      status: 404,
      body: { error: { code: "not_found", message: "没有" } },
    },
  };
  const { container } = await drawCard();
  await waitFor(() => expect(asked).toHaveLength(1));
  await waitFor(() => expect(container.querySelector("[data-nothing]")).not.toBeNull());
});

const sample: Sample = {
  turn_id: "t1",
  conversation_id: "c1",
  at: "2026-11-22T08:00:00Z",
  question: "杯子坏了咋办",
  kind: "answer",
  words: "请联系快递。",
  article: { article_id: "a1", title: "快递多久到" },
  likely: 0.81,
  candidates: [
    { article_id: "a1", title: "快递多久到" },
    { article_id: "a2", title: "收到破损怎么办" },
  ],
  rating: "unhelpful",
  verdict: null,
  better: null,
  taught: false,
  checked_by: null,
};

test("a near article is taught with one press in the dialog", async () => {
  const { BetterDialog } = await import("@/modules/bot/parts/better-dialog");
  const done = vi.fn();
  answers = { "/api/bot/samples/t1": { body: { done: true } } };
  show(<BetterDialog sample={sample} close={() => undefined} done={done} />);
  // The article that was wrong is not offered again.
  expect(screen.queryByRole("button", { name: "快递多久到" })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "收到破损怎么办" }));
  await waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(asked).toEqual([
    {
      path: "/api/bot/samples/t1",
      body: { verdict: "better", article_id: "a2", teach: true },
    },
  ]);
});
