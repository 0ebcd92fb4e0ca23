import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useCan } from "@/shell/hooks/session";

const MOST = 100;

const lateQuery = queryOptions({
  queryKey: ["complaints", "late"],
  queryFn: () =>
    unwrap(
      api.GET("/api/complaints", { params: { query: { late: true, mine: true, limit: MOST } } }),
    ),
  staleTime: 60_000,
  refetchInterval: 120_000,
});

/** How many of my complaints are not calmed or solved in time. */
export function useLateComplaints(): number {
  const allowed = useCan()("complaints.see");
  const { data } = useQuery({ ...lateQuery, enabled: allowed });
  return data?.items.length ?? 0;
}
