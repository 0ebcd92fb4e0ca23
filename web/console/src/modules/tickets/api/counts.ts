import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";

export const TICKETS = ["tickets"] as const;

export const countsQuery = queryOptions({
  queryKey: [...TICKETS, "counts"],
  queryFn: () => unwrap(api.GET("/api/tickets/counts")),
  refetchInterval: 60_000,
});

/** What is mine and late, for the menu; else nothing calls for a look. */
export const useLateTickets = (): number => useQuery(countsQuery).data?.overdue ?? 0;
