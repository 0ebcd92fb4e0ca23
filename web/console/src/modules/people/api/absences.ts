import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Absence = components["schemas"]["AbsenceOut"];
export type AbsenceIn = components["schemas"]["AbsenceIn"];

/** Who is away or will be (请假), and who stands in. */
export const absencesQuery = queryOptions({
  queryKey: ["absences"],
  queryFn: () => unwrap(api.GET("/api/absences")),
  refetchInterval: 60_000,
});

/** How many open steps of procedures somebody has: others get them meanwhile. */
export const heldQuery = (staff: string) =>
  queryOptions({
    queryKey: ["cases", "held", staff],
    queryFn: () =>
      unwrap(api.GET("/api/cases/held/{staff_id}", { params: { path: { staff_id: staff } } })),
  });

export const setAbsence = (staff: string, body: AbsenceIn) =>
  unwrap(api.PUT("/api/absences/{staff_id}", { params: { path: { staff_id: staff } }, body }));

/** From now until the next morning, for who says nothing else. */
export function usualSpan(now: Date): { since: Date; until: Date } {
  const until = new Date(now);
  until.setDate(until.getDate() + 1);
  until.setHours(9, 0, 0, 0);
  return { since: now, until };
}
