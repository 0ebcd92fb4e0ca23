import { useMutation, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { patchTicket } from "../api/actions";
import { clashes, standingOf } from "../api/clashes";
import { TICKETS } from "../api/counts";
import { type Ticket, type TicketChange, ticketQuery } from "../api/tickets";

/** What I wanted, and what somebody else made of the same parts meanwhile. */
export type Clash = { mine: TicketChange; standing: Ticket };

type Editing = {
  change: (part: TicketChange) => void;
  busy: boolean;
  clash: Clash | null;
  /** Writes mine over it, or leaves what stands. */
  settle: (mine: boolean) => void;
};

const Place = createContext<Editing | null>(null);

/** A change that touches nothing others have changed is made on top of theirs. */
async function save(begun: Ticket, change: TicketChange): Promise<Ticket> {
  try {
    return await patchTicket(begun, change);
  } catch (reason) {
    const standing = standingOf(reason);
    if (!standing || clashes(change, begun, standing).length > 0) throw reason;
    return patchTicket(standing, change);
  }
}

/** Lets everything inside change the ticket where it stands. */
export function EditingPlace({ ticket, children }: { ticket: Ticket; children: ReactNode }) {
  const client = useQueryClient();
  const notices = useNotices();
  const [clash, setClash] = useState<Clash | null>(null);
  const key = ticketQuery(ticket.id).queryKey;
  const edit = useMutation({
    mutationFn: ({ base, mine }: { base: Ticket; mine: TicketChange }) => save(base, mine),
    onSuccess: (changed) => {
      setClash(null);
      client.setQueryData(key, changed);
    },
    onError: (reason, { mine }) => {
      const standing = standingOf(reason);
      if (!standing) return notices.failed(reason);
      client.setQueryData(key, standing);
      setClash({ mine, standing });
    },
    // Nobody waits for the lists: the ticket itself has come with the answer.
    onSettled: () => void client.invalidateQueries({ queryKey: TICKETS }),
  });
  const settle = (mine: boolean) => {
    if (clash && mine) edit.mutate({ base: clash.standing, mine: clash.mine });
    else setClash(null);
  };
  const change = (mine: TicketChange) => edit.mutate({ base: ticket, mine });
  return <Place value={{ change, busy: edit.isPending, clash, settle }}>{children}</Place>;
}

export function useEditing(): Editing {
  const found = useContext(Place);
  if (!found) throw new Error("A ticket is edited inside its EditingPlace");
  return found;
}
