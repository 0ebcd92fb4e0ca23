import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { FieldValues } from "@/api/types";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useFieldSaving } from "@/shell/hooks/field-saving";
import { mentionedIn } from "@/shell/hooks/mentioned";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { TICKETS } from "./counts";
import { type Ticket, type TicketChange, type TicketInput, ticketQuery } from "./tickets";

const at = (id: string) => ({ params: { path: { ticket_id: id } } });

export type Ending = {
  status?: string;
  result: string;
  fields: FieldValues;
  anyway: boolean;
};

/** Makes a ticket; answers it. */
export function useMakeTicket(done: (ticket: Ticket) => void) {
  return useEdit({
    act: (body: TicketInput) => unwrap(api.POST("/api/tickets", { body })),
    refresh: TICKETS,
    done,
  });
}

/** Changes parts of a ticket; refused when it is other than it was. */
export const patchTicket = (ticket: Ticket, body: TicketChange): Promise<Ticket> =>
  unwrap(
    api.PATCH("/api/tickets/{ticket_id}", { ...at(ticket.id), headers: ifMatch(ticket), body }),
  );

/** Changes what a ticket is about in words; the form itself shows what stands against it. */
export function useChangeTicket(ticket: Ticket) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TicketChange) => patchTicket(ticket, body),
    onSuccess: (changed) => client.setQueryData(ticketQuery(ticket.id).queryKey, changed),
    onSettled: () => client.invalidateQueries({ queryKey: TICKETS }),
  });
}

/** Fills in one custom field of a ticket. */
export const useFillIn = (id: string) =>
  useFieldSaving<Ticket>({
    key: ticketQuery(id).queryKey,
    patch: (fields, held) =>
      unwrap(
        api.PATCH("/api/tickets/{ticket_id}", {
          ...at(id),
          headers: held ? ifMatch(held) : {},
          body: { fields },
        }),
      ),
  });

/** Ends a ticket; for half a minute that can be taken back (撤销). */
export function useEndTicket(ticket: Ticket, done: () => void) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const refresh = () => client.invalidateQueries({ queryKey: TICKETS });
  return useMutation({
    mutationFn: (body: Ending) =>
      unwrap(api.POST("/api/tickets/{ticket_id}/end", { ...at(ticket.id), body })),
    onSuccess: () => {
      notices.undoable(t("tickets:ended", { ref: ticket.ref }), () => {
        unwrap(api.POST("/api/tickets/{ticket_id}/take-back", at(ticket.id))).then(
          refresh,
          notices.failed,
        );
      });
      done();
    },
    onSettled: refresh,
  });
}

/** Comments, watching and links: small things done around a ticket. */
export function useAround(id: string) {
  const client = useQueryClient();
  const notices = useNotices();
  const settled = {
    onError: notices.failed,
    onSettled: () => client.invalidateQueries({ queryKey: TICKETS }),
  };
  const comment = useMutation({
    mutationFn: (text: string) =>
      unwrap(
        api.POST("/api/tickets/{ticket_id}/comments", {
          ...at(id),
          body: { text, mentions: mentionedIn(text) },
        }),
      ),
    ...settled,
  });
  const watch = useMutation({
    mutationFn: async (on: boolean) => {
      if (on) await unwrap(api.POST("/api/tickets/{ticket_id}/watch", at(id)));
      else await unwrap(api.DELETE("/api/tickets/{ticket_id}/watch", at(id)));
    },
    ...settled,
  });
  const watchers = useMutation({
    mutationFn: (ids: string[]) =>
      unwrap(api.PUT("/api/tickets/{ticket_id}/watchers", { ...at(id), body: { ids } })),
    ...settled,
  });
  const unlink = useMutation({
    mutationFn: (conversation: string) =>
      unwrap(
        api.DELETE("/api/tickets/{ticket_id}/links/{conversation_id}", {
          params: { path: { ticket_id: id, conversation_id: conversation } },
        }),
      ),
    ...settled,
  });
  return { comment, watch, watchers, unlink };
}

/** Links a ticket with the conversation one is in. */
export function useLinkTicket(conversation: string) {
  const client = useQueryClient();
  const notices = useNotices();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.POST("/api/tickets/{ticket_id}/links", {
          ...at(id),
          body: { conversation_id: conversation },
        }),
      ),
    onError: notices.failed,
    onSettled: () => client.invalidateQueries({ queryKey: TICKETS }),
  });
}
