import {
  type InfiniteData,
  infiniteQueryOptions,
  queryOptions,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { onFrame } from "@/shell/hooks/live";
import { type Asked, plain } from "./asked";
import { TICKETS } from "./counts";

export type Ticket = components["schemas"]["TicketOut"];
export type TicketLine = components["schemas"]["TicketRow"];
export type TicketInput = components["schemas"]["TicketIn"];
export type TicketChange = components["schemas"]["TicketPatch"];
export type TicketComment = components["schemas"]["CommentOut"];
export type TicketStep = components["schemas"]["ChangeOut"];
export type TicketLink = components["schemas"]["LinkOut"];

const PAGE = 100;
/** Lists longer than this are read anew when somebody asks for it, not by themselves. */
const LONG = 3;

const pagesOf = (data: unknown): number =>
  (data as InfiniteData<unknown> | undefined)?.pages?.length ?? 0;

export const ticketsQuery = (asked: Asked, limit = PAGE) =>
  infiniteQueryOptions({
    queryKey: [...TICKETS, "list", plain(asked), limit],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/tickets", {
          params: {
            query: { ...plain(asked), limit, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: (query) => (pagesOf(query.state.data) > LONG ? false : 60_000),
  });

/** How many tickets share each value of a part, for a board. */
export const groupsQuery = ({ sort: _, ...asked }: Asked, by: string) =>
  queryOptions({
    queryKey: [...TICKETS, "groups", plain(asked), by],
    queryFn: () =>
      unwrap(api.GET("/api/tickets/groups", { params: { query: { ...plain(asked), by } } })),
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

/** Conversations a ticket can be linked with: its customer's, or the one of a number. */
export const linkableQuery = (ticket: Ticket, ref: string) =>
  queryOptions({
    queryKey: [...TICKETS, "linkable", ticket.customer_id, ref],
    queryFn: async () => {
      const which = ref ? { ref } : { customer_id: ticket.customer_id };
      if (!ref && !ticket.customer_id) return { items: [], next: null };
      const query = { box: "all" as const, limit: 20, ...which };
      return unwrap(api.GET("/api/conversations", { params: { query } }));
    },
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

/** Reads tickets anew when one that concerns me is other than it was. */
export function useFreshTickets(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type === "topic" && frame.topic === "tickets")
          void client.invalidateQueries({
            queryKey: TICKETS,
            predicate: ({ state }) => pagesOf(state.data) <= LONG,
          });
      }),
    [client],
  );
}
