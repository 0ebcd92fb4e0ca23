import {
  infiniteQueryOptions,
  queryOptions,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { onFrame } from "@/shell/hooks/live";

export type Ticket = components["schemas"]["TicketOut"];
export type TicketLine = components["schemas"]["TicketRow"];
export type TicketInput = components["schemas"]["TicketIn"];
export type TicketChange = components["schemas"]["TicketPatch"];
export type TicketComment = components["schemas"]["CommentOut"];
export type TicketStep = components["schemas"]["ChangeOut"];
export type TicketLink = components["schemas"]["LinkOut"];
export type Box = "mine" | "team" | "watching" | "all";
export type Which = "live" | "late" | "ended";
export type Sort = "newest" | "changed" | "due" | "priority";

/** What the list is narrowed to. */
export type Asked = {
  box: Box;
  which: Which;
  sort: Sort;
  type?: string | undefined;
  priority?: number | undefined;
  owner?: string | undefined;
  q: string;
};

export const TICKETS = ["tickets"] as const;

const STATES = {
  live: ["open", "waiting"],
  late: ["open", "waiting"],
  ended: ["solved", "closed"],
};

export const ticketsQuery = (asked: Asked) =>
  infiniteQueryOptions({
    queryKey: [...TICKETS, "list", asked],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/tickets", {
          params: {
            query: {
              box: asked.box,
              state: STATES[asked.which] as never,
              sort: asked.sort,
              limit: 40,
              ...(asked.which === "late" ? { due: "overdue" as const } : {}),
              ...(asked.type ? { type_id: [asked.type] } : {}),
              ...(asked.priority ? { priority: [asked.priority] } : {}),
              ...(asked.owner ? { owner_id: [asked.owner] } : {}),
              ...(asked.q ? { q: asked.q } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 60_000,
  });

/** The tickets of a customer, those that are worked on first. */
export const ofCustomerQuery = (customer: string) =>
  queryOptions({
    queryKey: [...TICKETS, "customer", customer],
    queryFn: () =>
      unwrap(api.GET("/api/tickets", { params: { query: { customer_id: customer, limit: 20 } } })),
    refetchInterval: 60_000,
  });

/** The tickets that belong to a conversation. */
export const ofConversationQuery = (conversation: string) =>
  queryOptions({
    queryKey: [...TICKETS, "conversation", conversation],
    queryFn: () =>
      unwrap(
        api.GET("/api/tickets", {
          params: { query: { conversation_id: conversation, limit: 20 } },
        }),
      ),
  });

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: [...TICKETS, "one", id],
    queryFn: () =>
      unwrap(api.GET("/api/tickets/{ticket_id}", { params: { path: { ticket_id: id } } })),
  });

export const commentsQuery = (id: string) =>
  queryOptions({
    queryKey: [...TICKETS, "one", id, "comments"],
    queryFn: () =>
      unwrap(api.GET("/api/tickets/{ticket_id}/comments", { params: { path: { ticket_id: id } } })),
  });

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...TICKETS, "one", id, "history"],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/tickets/{ticket_id}/history", {
          params: {
            path: { ticket_id: id },
            query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const countsQuery = queryOptions({
  queryKey: [...TICKETS, "counts"],
  queryFn: () => unwrap(api.GET("/api/tickets/counts")),
  refetchInterval: 60_000,
});

/** What is mine and late, for the menu; else nothing calls for a look. */
export const useLateTickets = (): number => useQuery(countsQuery).data?.overdue ?? 0;

/** Reads tickets anew when one that concerns me is other than it was. */
export function useFreshTickets(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type === "topic" && frame.topic === "tickets")
          void client.invalidateQueries({ queryKey: TICKETS });
      }),
    [client],
  );
}
