import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { KNOWLEDGE, type Uses } from "./shapes";

const REPORTS = [...KNOWLEDGE, "reports"] as const;

export type GapKind = "without_result" | "without_click";

/** What people looked for and did not find, or did not open. */
export const gapsQuery = (days: number, kind: GapKind) =>
  queryOptions({
    queryKey: [...REPORTS, "gaps", days, kind],
    queryFn: () =>
      unwrap(api.GET("/api/knowledge/reports/gaps", { params: { query: { days, kind } } })),
  });

export const freshnessQuery = queryOptions({
  queryKey: [...REPORTS, "freshness"],
  queryFn: () => unwrap(api.GET("/api/knowledge/reports/freshness")),
});

export const usesQuery = (days: number) =>
  queryOptions({
    queryKey: [...REPORTS, "uses", days],
    queryFn: () => unwrap(api.GET("/api/knowledge/reports/uses", { params: { query: { days } } })),
  });

/** A share as people read it. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Whether enough was renewed, too little, or so much that something is unsettled. */
export function standing(share: number, low: number, high: number): "below" | "within" | "above" {
  if (share < low) return "below";
  return share > high ? "above" : "within";
}

type AgentDay = Uses["agents"][number];
export type AgentTotal = {
  staff_id: string;
  name: string;
  opened: number;
  inserted: number;
  days: number;
};

/** Each agent's days together, who puts most into answers first. */
export function byAgent(days: AgentDay[]): AgentTotal[] {
  const found = new Map<string, AgentTotal>();
  for (const { staff_id, name, opened, inserted } of days) {
    const held = found.get(staff_id) ?? { staff_id, name, opened: 0, inserted: 0, days: 0 };
    found.set(staff_id, {
      ...held,
      opened: held.opened + opened,
      inserted: held.inserted + inserted,
      days: held.days + 1,
    });
  }
  return [...found.values()].sort((a, b) => b.inserted - a.inserted || b.opened - a.opened);
}
