import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import type { Field } from "@/api/types";
import { useFields } from "@/shell/hooks/fields";

export type TicketType = components["schemas"]["TypeOut"];
export type Status = components["schemas"]["StatusShape"];

export const typesQuery = queryOptions({
  queryKey: ["ticket-types"],
  queryFn: () => unwrap(api.GET("/api/ticket-types")),
  staleTime: 60_000,
});

export const useTypes = (): TicketType[] => useQuery(typesQuery).data ?? [];

export const useType = (id: string | undefined): TicketType | undefined =>
  useTypes().find((each) => each.id === id);

/** The custom fields that tickets of a type have. */
export function useTypeFields(type: TicketType | undefined): Field[] {
  const fields = useFields("ticket");
  const codes = type?.fields;
  return type ? fields.filter(({ code }) => !codes || codes.includes(code)) : [];
}

/** Where what a field of this ticket names is shown. */
export const pathIn =
  (ticket: { id: string }) =>
  ({ type }: Field, value: string): string | null => {
    if (type === "file") return `/api/tickets/${ticket.id}/files/${value}`;
    return type === "customer" ? `/console/customers/${value}` : null;
  };

export const isLive = (state: string): boolean => state === "open" || state === "waiting";

/** Where work on tickets of a type begins. */
export const useFirstStatus = (id: string): string | undefined =>
  useType(id)?.statuses.find(({ kind, active }) => isLive(kind) && active !== false)?.code;
