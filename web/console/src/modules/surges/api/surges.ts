import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { ifMatch } from "@/shell/hooks/edit";

type S = components["schemas"];
export type Now = S["SurgeNow"];
export type Surge = S["SurgeOut"];
export type Stage = Surge["stage"];
export type Step = S["SurgeStepOut"];
export type Point = S["ArrivalsPoint"];
export type Report = S["SurgeReport"];
export type Plan = S["SurgePlanOut"];
export type PlanInput = S["SurgePlanIn"];
export type Action = Plan["actions"][number];
export type SettingKey = S["SetAction"]["key"];

export const STAGES: Stage[] = ["watch", "surge", "severe"];
export const SURGES = ["surges"] as const;
const LOOK_EVERY = 5_000;

/** What everybody may know: the stage, and incidents that are on (形势). */
export const situationQuery = queryOptions({
  queryKey: ["situation"],
  queryFn: () => unwrap(api.GET("/api/situation")),
  refetchInterval: 15_000,
});

export const nowQuery = queryOptions({
  queryKey: [...SURGES, "now"],
  queryFn: () => unwrap(api.GET("/api/surges/now")),
  refetchInterval: LOOK_EVERY,
});

export const pastQuery = queryOptions({
  queryKey: [...SURGES, "past"],
  queryFn: () => unwrap(api.GET("/api/surges", { params: { query: { limit: 20 } } })),
  refetchInterval: 30_000,
});

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: [...SURGES, "report", id],
    queryFn: () =>
      unwrap(api.GET("/api/surges/{surge_id}/report", { params: { path: { surge_id: id } } })),
    refetchInterval: (query) => (query.state.data?.surge.ended_at ? false : LOOK_EVERY),
  });

export const plansQuery = queryOptions({
  queryKey: [...SURGES, "plans"],
  queryFn: () => unwrap(api.GET("/api/surges/plans")),
});

export const declare = (stage: Stage, reason: string): Promise<Now> =>
  unwrap(api.POST("/api/surges/declare", { body: { stage, reason } }));

export const standDown = (reason: string): Promise<Now> =>
  unwrap(api.POST("/api/surges/stand-down", { body: { reason } }));

export const writePlan = (plan: Plan, body: PlanInput): Promise<Plan> =>
  unwrap(
    api.PUT("/api/surges/plans/{stage}", {
      params: { path: { stage: plan.stage } },
      body,
      // The built-in plan has no version yet.
      headers: plan.version ? ifMatch(plan) : {},
    }),
  );

/** Everything about surges is looked at anew. */
export function useLookAgain(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: SURGES }),
      client.invalidateQueries({ queryKey: ["situation"] }),
    ]);
}
