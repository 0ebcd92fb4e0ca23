import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Policy, PolicyInput } from "@/api/types";

export const KINDS = ["acknowledge", "first_answer", "full_answer", "follow_up"] as const;
export const ACTIONS = ["notify", "raise_priority", "supervisor", "reassign"] as const;
export const FACTS = [
  "shop",
  "channel",
  "subject",
  "level",
  "tag",
  "priority",
  "language",
] as const;

export const CONVERSATION = "conversation";

export type Goal = PolicyInput["goals"][number];
export type Condition = PolicyInput["conditions"][number];

export const policiesQuery = queryOptions({
  queryKey: ["service-policies"],
  queryFn: () => unwrap(api.GET("/api/service-levels/policies")),
});

export function calendarQuery(year: number) {
  return queryOptions({
    queryKey: ["calendar", year],
    queryFn: () => unwrap(api.GET("/api/calendar", { params: { query: { year } } })),
  });
}

/** The parts of a duration people say: 90 s stay seconds, 180 s are 3 minutes. */
export function inUnit(seconds: number): { amount: number; unit: number } {
  const unit = [86_400, 3_600, 60].find((each) => seconds >= each && seconds % each === 0) ?? 1;
  return { amount: seconds / unit, unit };
}

/** The ids in a new order: one policy moved up or down by one place. */
export function moved(policies: Policy[], id: string, by: -1 | 1): string[] {
  const ids = policies.map((policy) => policy.id);
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  ids.splice(to, 0, ...ids.splice(from, 1));
  return ids;
}
