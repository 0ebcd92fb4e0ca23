import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Invitation, InvitationDay, InvitationInput } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";

export const DAYS = 30;
export const KEY = ["invitations"];

export const invitationsQuery = queryOptions({
  queryKey: KEY,
  queryFn: () => unwrap(api.GET("/api/invitations", { params: { query: { days: DAYS } } })),
});

export type Figures = { shown: number; dismissed: number; accepted: number; led: number };

/** What came of one rule over all the days. */
export function sumOf(days: InvitationDay[], rule: string): Figures {
  const sum = { shown: 0, dismissed: 0, accepted: 0, led: 0 };
  for (const day of days) {
    if (day.rule_id !== rule) continue;
    sum.shown += day.shown;
    sum.dismissed += day.dismissed;
    sum.accepted += day.accepted;
    sum.led += day.led;
  }
  return sum;
}

/** Of those who saw it, how many; nothing is said of nobody. */
export function shareOf(part: number, whole: number): string {
  return whole > 0 ? `${Math.round((part / whole) * 100)}%` : "–";
}

export function asInput(rule: Invitation): InvitationInput {
  const { id: _id, version: _version, ...body } = rule;
  return body;
}

export function saveInvitation(
  rule: Invitation | null,
  body: InvitationInput,
): Promise<Invitation> {
  if (!rule) return unwrap(api.POST("/api/invitations", { body }));
  const params = { path: { rule_id: rule.id } };
  return unwrap(api.PUT("/api/invitations/{rule_id}", { params, headers: ifMatch(rule), body }));
}

export async function deleteInvitation(id: string): Promise<void> {
  await unwrap(api.DELETE("/api/invitations/{rule_id}", { params: { path: { rule_id: id } } }));
}
