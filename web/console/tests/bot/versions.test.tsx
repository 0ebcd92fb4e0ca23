import { cleanup, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Measured as Figures, QuestionFigures, RunBrief } from "@/modules/bot/api/shapes";
import { lineOf, sharesOf } from "@/modules/bot/api/tests";
import { points } from "@/modules/bot/parts/measured";
import { said } from "@/modules/bot/parts/versions/said";
import { speak } from "@/shell/i18n";
import { show } from "../stage";

let answer: { status: number; body: unknown } = { status: 200, body: {} };

vi.mock("@/shell/hooks/go", () => ({ useGo: () => () => undefined }));
vi.mock("@tanstack/react-router", () => ({
  Link: ({ children }: { children: ReactNode }) => <span>{children}</span>,
}));

beforeAll(() => speak("zh-CN"));
beforeEach(() => {
  vi.stubGlobal("fetch", async () => {
    const headers = { "Content-Type": "application/json" };
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const figures = (right: number, wrong: number): QuestionFigures => ({
  questions: 12,
  answerable: 10,
  unanswerable: 2,
  answered: right + wrong,
  right,
  wrong,
  offered: 1,
  refused: 2,
});

const rehearsal: Figures = {
  asked: 12,
  of: 40,
  before: figures(4, 1),
  after: figures(6, 0),
  broken: 0,
  mended: 1,
  moved: [
    {
      question_id: "q1",
      question: "壶盖能单配吗",
      wanted: "配件怎么买",
      mended: true,
      before: { kind: "ask", title: null },
      after: { kind: "answer", title: "配件怎么买" },
    },
  ],
};

async function draw() {
  const { MeasuredChange } = await import("@/modules/bot/parts/measured");
  const measured = vi.fn();
  const change = { wordings: [], settings: { least_sure: Math.random() } };
  await show(<MeasuredChange change={change} onMeasured={measured} />);
  return measured;
}

test("a change is shown before and after, with what it mends, and named for publishing", async () => {
  answer = { status: 200, body: { ...rehearsal, id: "r1" } };
  const measured = await draw();
  await screen.findByText("壶盖能单配吗", { exact: false });
  expect(screen.getByText("+20")).toBeDefined();
  expect(screen.getByText("共 40 题，这里问了其中 12 题。", { exact: false })).toBeDefined();
  await waitFor(() => expect(measured).toHaveBeenLastCalledWith("r1"));
});

test("without test questions nothing is claimed", async () => {
  answer = { status: 200, body: { ...rehearsal, asked: 0, of: 0, moved: [], id: "r2" } };
  await draw();
  await screen.findByText("还没有测试题，看不出这项改动是好是坏。");
});

test("while thinking is away it says so", async () => {
  const error = { code: "thinking_away", message: "推理进程没有回应" };
  answer = { status: 409, body: { error } };
  const measured = await draw();
  await screen.findByText("推理进程没有回应");
  expect(measured).toHaveBeenLastCalledWith(null);
});

test("shares are those of what was counted, and nothing where nothing was", () => {
  expect(sharesOf(figures(3, 1))).toEqual({ right: 0.75, answered: 0.4, offered: 0.1, refused: 1 });
  expect(sharesOf({ ...figures(0, 0), unanswerable: 0 }).right).toBeNull();
  expect(sharesOf({ ...figures(0, 0), unanswerable: 0 }).refused).toBeNull();
  expect(points(0.2, 0.35)).toBe("+15");
  expect(points(0.35, 0.2)).toBe("-15");
  expect(points(0.2, 0.201)).toBe("");
  expect(points(null, 0.2)).toBe("");
});

test("a line goes from the oldest run to the newest", () => {
  const run = (right: number, wrong: number) => ({ figures: figures(right, wrong) }) as RunBrief;
  expect(lineOf([run(4, 0), run(2, 2)], "right")).toBe("0.0,20.0 100.0,2.0");
  expect(lineOf([run(4, 0), run(0, 0)], "right")).toBe("100.0,2.0");
});

test("values of settings are read as people say them", () => {
  expect(said(12)).toBe("12 %");
  expect(said("people.hours")).toBe("people.hours");
  expect(said({ "zh-CN": "过敏", en: "" })).toBe("过敏");
  expect(said(null)).toBe("");
});
