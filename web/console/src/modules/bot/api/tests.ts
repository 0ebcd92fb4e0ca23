import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import {
  BOT,
  type QuestionFigures,
  type RunBrief,
  type TakenIn,
  type TestQuestion,
  type TestQuestionDraft,
} from "./shapes";

export type Filter = { q: string; shop: string | undefined; which: Answerable | undefined };
export type Answerable = "answerable" | "unanswerable";
export type RunWhich = "wrong" | "missed" | "offered" | "right" | "refused" | "broken" | "mended";
export const RUN = "bot.run_tests";

export const testsQuery = ({ q, shop, which }: Filter) =>
  infiniteQueryOptions({
    queryKey: [...BOT, "tests", q, shop ?? "", which ?? ""],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/bot/tests", {
          params: {
            query: {
              ...(q ? { q } : {}),
              ...(shop ? { shop_id: shop } : {}),
              ...(which ? { which } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const addTest = (body: TestQuestionDraft): Promise<TestQuestion> =>
  unwrap(api.POST("/api/bot/tests", { body }));

export const editTest = (question: TestQuestion, body: TestQuestionDraft): Promise<TestQuestion> =>
  unwrap(
    api.PATCH("/api/bot/tests/{question_id}", {
      params: {
        path: { question_id: question.id },
        header: { "if-match": String(question.version) },
      },
      body,
    }),
  );

export const removeTest = (id: string): Promise<unknown> =>
  unwrap(api.DELETE("/api/bot/tests/{question_id}", { params: { path: { question_id: id } } }));

/** A question as it would be written again. */
export const draftOf = (question: TestQuestion): TestQuestionDraft => ({
  question: question.question,
  article_id: question.article?.article_id ?? null,
  shop_id: question.shop_id,
  locale: question.locale,
});

export const addFromSample = (turn: string, article: string | null): Promise<TestQuestion> =>
  unwrap(api.POST("/api/bot/tests/from-sample", { body: { turn_id: turn, article_id: article } }));

export function importTests(file: File): Promise<TakenIn> {
  const form = new FormData();
  form.append("file", file);
  return unwrap(
    api.POST("/api/bot/tests/import", {
      body: form as never,
      bodySerializer: (body) => body as never,
    }),
  );
}

export const runsQuery = queryOptions({
  queryKey: [...BOT, "runs"],
  queryFn: () => unwrap(api.GET("/api/bot/test-runs")),
});

export const runQuery = (id: string, which: RunWhich) =>
  queryOptions({
    queryKey: [...BOT, "run", id, which],
    queryFn: () =>
      unwrap(
        api.GET("/api/bot/test-runs/{run_id}", {
          params: { path: { run_id: id }, query: { which } },
        }),
      ),
    staleTime: 60_000,
  });

export const askRun = (): Promise<{ job_id: string }> => unwrap(api.POST("/api/bot/test-runs"));

/** The shares that figures stand for; null where there is nothing to divide by. */
export function sharesOf(figures: QuestionFigures) {
  const of = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  return {
    right: of(figures.right, figures.right + figures.wrong),
    answered: of(figures.answered, figures.answerable),
    offered: of(figures.offered, figures.answerable),
    refused: of(figures.refused, figures.unanswerable),
  };
}

/** Points of a line from left to right, in a box of 100 by 40; gaps where nothing was counted. */
export function lineOf(runs: RunBrief[], share: "right" | "answered"): string {
  const known = [...runs].reverse();
  const step = known.length > 1 ? 100 / (known.length - 1) : 0;
  return known
    .flatMap((run, at) => {
      const value = sharesOf(run.figures)[share];
      return value === null ? [] : [`${(at * step).toFixed(1)},${(38 - value * 36).toFixed(1)}`];
    })
    .join(" ");
}
