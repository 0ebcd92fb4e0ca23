import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { BOT } from "./shapes";

type S = components["schemas"];

/** Questions that ask the same and were not answered (知识缺口). */
export type Gap = S["GapOut"];
export type Proposal = S["GapProposal"];
export type Learning = S["LearningOut"];
export type Brake = S["BrakeOut"];
export type Share = Brake["share"];
export type Lesson = S["GapTeachIn"];
export type GapState = "open" | "taught" | "dismissed";

const GAPS = [...BOT, "gaps"] as const;
/** What belongs to a row of a list, and nothing else. */
const of = (gap: string) => ({ params: { path: { gap_id: gap } } });

export const gapsQuery = (state: GapState, shop: string | undefined, days: number) =>
  infiniteQueryOptions({
    queryKey: [...GAPS, state, shop ?? null, days],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/bot/gaps", {
          params: {
            query: {
              state,
              days,
              ...(shop ? { shop_id: shop } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const wordingsQuery = (gap: string) =>
  queryOptions({
    queryKey: [...GAPS, "wordings", gap],
    queryFn: () => unwrap(api.GET("/api/bot/gaps/{gap_id}/wordings", of(gap))),
    staleTime: 30_000,
  });

export const learningQuery = queryOptions({
  queryKey: [...BOT, "learning"],
  queryFn: () => unwrap(api.GET("/api/bot/learning")),
});

export const brakesQuery = queryOptions({
  queryKey: [...BOT, "brakes"],
  queryFn: () => unwrap(api.GET("/api/bot/brakes")),
  refetchInterval: 60_000,
});

export const teach = (gap: string, body: Lesson): Promise<Gap> =>
  unwrap(api.POST("/api/bot/gaps/{gap_id}/teach", { ...of(gap), body }));

export const dismiss = (gap: string): Promise<unknown> =>
  unwrap(api.POST("/api/bot/gaps/{gap_id}/dismiss", of(gap)));

export const reopen = (gap: string): Promise<unknown> =>
  unwrap(api.POST("/api/bot/gaps/{gap_id}/reopen", of(gap)));

/** Begins an article for a group; answers its id. */
export const write = async (gap: string, title: string, texts: string[]): Promise<string> => {
  const body = { title: title.slice(0, 200), texts };
  const made = await unwrap(api.POST("/api/bot/gaps/{gap_id}/write", { ...of(gap), body }));
  return made.article_id;
};

export const organise = async (): Promise<string> =>
  (await unwrap(api.POST("/api/bot/gaps/organise"))).job_id;

export const setBrake = (brake: string, share: Share): Promise<Brake> =>
  unwrap(
    api.PATCH("/api/bot/brakes/{brake_id}", {
      params: { path: { brake_id: brake } },
      body: { share },
    }),
  );
