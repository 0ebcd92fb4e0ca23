import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { TICKETS } from "./counts";
import type { Ticket } from "./tickets";

export type SplitInput = components["schemas"]["SplitIn"];
export type LinkInput = components["schemas"]["LinkIn"];

/** As long as the server lets it be taken back at once. */
const HALF_MINUTE = 30;
const at = (id: string) => ({ params: { path: { ticket_id: id } } });

/** A change of tickets that says itself what came of it. */
function useDone<V, R>(act: (values: V) => Promise<R>, done: (result: R) => void) {
  const client = useQueryClient();
  const notices = useNotices();
  return useMutation<R, Error, V>({
    mutationFn: act,
    onSuccess: done,
    onError: notices.failed,
    onSettled: () => client.invalidateQueries({ queryKey: TICKETS }),
  });
}

/** Lets a ticket go into another (合并); taken back from the notice, or for a day from its page. */
export function useMerge(ticket: Ticket, done: (into: Ticket) => void) {
  const t = useT();
  const notices = useNotices();
  const part = usePart();
  return useDone(
    (id: string) =>
      unwrap(
        api.POST("/api/tickets/{ticket_id}/merge", { ...at(id), body: { from_id: ticket.id } }),
      ),
    (into) => {
      const said = t("tickets:merge.done", { ref: ticket.ref, into: into.ref });
      notices.undoable(said, () => part.mutate(ticket.id), HALF_MINUTE);
      done(into);
    },
  );
}

/** Takes a merging back: both are as they were (撤销合并). */
export function usePart() {
  const t = useT();
  const notices = useNotices();
  return useDone(
    (id: string) => unwrap(api.POST("/api/tickets/{ticket_id}/part", at(id))),
    ({ ref }) => notices.done(t("tickets:part.done", { ref })),
  );
}

/** Makes a ticket of a part of one (拆分); for half a minute that can be taken back. */
export function useSplit(ticket: Ticket, done: (made: Ticket) => void) {
  const t = useT();
  const notices = useNotices();
  const back = useDone(
    (made: string) => unwrap(api.POST("/api/tickets/{ticket_id}/split/take-back", at(made))),
    ({ ref }) => notices.done(t("tickets:split.back", { ref })),
  );
  return useDone(
    (body: SplitInput) =>
      unwrap(api.POST("/api/tickets/{ticket_id}/split", { ...at(ticket.id), body })),
    ({ made }) => {
      const said = t("tickets:split.done", { ref: made.ref });
      notices.undoable(said, () => back.mutate(made.id), HALF_MINUTE);
      done(made);
    },
  );
}

/** Links a conversation, with the messages that are named. */
export function useLinkConversation(ticket: string, done: () => void) {
  return useDone(
    (body: LinkInput) =>
      unwrap(api.POST("/api/tickets/{ticket_id}/links", { ...at(ticket), body })),
    done,
  );
}
