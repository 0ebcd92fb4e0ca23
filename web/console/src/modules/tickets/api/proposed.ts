import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import type { FieldValues } from "@/api/types";

type S = components["schemas"];
export type Proposed = S["ProposedField"];

const NOTHING: Proposed[] = [];

/** What a ticket of a type begins with, by what the customer wrote in these messages (预填). */
export function useProposed(
  conversation: string | undefined,
  type: string | undefined,
  range: { first?: number; last?: number },
): Proposed[] {
  const { data } = useQuery({
    queryKey: ["tickets-proposed", conversation, type, range.first, range.last],
    queryFn: () =>
      unwrap(
        api.GET("/api/tickets/proposed/{conversation_id}", {
          params: {
            path: { conversation_id: conversation ?? "" },
            query: { type_id: type ?? "", ...range },
          },
        }),
      ),
    enabled: conversation !== undefined && type !== undefined && range.last !== undefined,
    placeholderData: keepPreviousData,
  });
  return data?.fields ?? NOTHING;
}

/** What stands in the form: what somebody has said, and what is proposed where nobody has. */
export const withProposed = (said: FieldValues, proposed: Proposed[]): FieldValues => ({
  ...Object.fromEntries(proposed.map(({ code, value }) => [code, value])),
  ...said,
});
