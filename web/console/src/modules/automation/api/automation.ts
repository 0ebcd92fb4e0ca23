import { infiniteQueryOptions, queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

type S = components["schemas"];
export type Rule = S["AutomationRuleOut"];
export type RuleInput = S["AutomationRuleIn"];
export type RuleDocument = S["RuleDocument"];
export type Condition = S["RuleConditionIn"];
export type Group = S["GroupIn"];
export type Action = S["ActionIn"];
export type Offer = S["AutomationOffer"];
export type Fact = S["OfferedFact"];
export type Parameter = S["OfferedParameter"];
export type Fault = S["FaultOut"];
export type Run = S["AutomationRunOut"];
export type Macro = S["MacroOut"];
export type MacroInput = S["MacroIn"];
export type Trial = S["AutomationTrialOut"];
export type Version = S["AutomationVersionOut"];
export type Value = Action["values"][string];

const FRESH = 5_000;

export const rulesQuery = queryOptions({
  queryKey: ["automation", "rules"],
  queryFn: () => unwrap(api.GET("/api/automation/rules")),
});

export const ruleQuery = (id: string) =>
  queryOptions({
    queryKey: ["automation", "rules", id],
    queryFn: () =>
      unwrap(api.GET("/api/automation/rules/{rule_id}", { params: { path: { rule_id: id } } })),
  });

export const offerQuery = queryOptions({
  queryKey: ["automation", "offer"],
  queryFn: () => unwrap(api.GET("/api/automation/offer")),
  staleTime: 60_000,
});

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["automation", "rules", id, "versions"],
    queryFn: () =>
      unwrap(
        api.GET("/api/automation/rules/{rule_id}/versions", { params: { path: { rule_id: id } } }),
      ),
  });

export const runsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["automation", "rules", id, "runs"],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/automation/rules/{rule_id}/runs", {
          params: { path: { rule_id: id }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: FRESH,
  });

export const aboutQuery = (kind: string, id: string) =>
  queryOptions({
    queryKey: ["automation", "about", kind, id],
    queryFn: () =>
      unwrap(
        api.GET("/api/automation/runs", { params: { query: { about_kind: kind, about_id: id } } }),
      ),
    refetchInterval: FRESH,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ["automation", "run", id],
    queryFn: () =>
      unwrap(api.GET("/api/automation/runs/{run_id}", { params: { path: { run_id: id } } })),
  });

export const macrosQuery = (about: string | null) =>
  queryOptions({
    queryKey: ["automation", "macros", about],
    queryFn: () =>
      unwrap(api.GET("/api/automation/macros", { params: { query: about ? { about } : {} } })),
    staleTime: FRESH,
  });

export const trialQuery = (id: string) =>
  queryOptions({
    queryKey: ["automation", "trial", id],
    queryFn: () =>
      unwrap(api.GET("/api/automation/trials/{job_id}", { params: { path: { job_id: id } } })),
    refetchInterval: (query) => (query.state.data?.ended ? false : 1_000),
  });

/** What rules and macros can be put together from; nothing until it is there. */
export const useOffer = (): Offer | undefined => useQuery(offerQuery).data;

/** A rule to begin with. */
export function freshDocument(about: string, offer: Offer): RuleDocument {
  const start = offer.happenings.find((one) => one.about === about);
  return {
    about,
    happening: start?.code ?? null,
    standstill: null,
    lasting: {},
    hours: 24,
    match: "all",
    groups: [{ match: "all", conditions: [] }],
    actions: [],
  };
}
