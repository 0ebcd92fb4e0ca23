import { ApiError } from "@/api/client";
import type { Ticket, TicketChange } from "./tickets";

type Part = keyof TicketChange & keyof Ticket;

/** The ticket as it stands now, if a change was refused because somebody else was quicker. */
export function standingOf(reason: unknown): Ticket | null {
  if (!(reason instanceof ApiError) || reason.code !== "edit_conflict") return null;
  return (reason.current as Ticket | undefined) ?? null;
}

/**
 * Which parts of a change somebody else has changed as well since it was begun. Other parts of the
 * ticket may be other than they were: nobody loses anything by that.
 */
export function clashes(change: TicketChange, begun: Ticket, standing: Ticket): Part[] {
  return (Object.keys(change) as Part[]).filter((part) => {
    const now = JSON.stringify(standing[part]);
    return now !== JSON.stringify(begun[part]) && now !== JSON.stringify(change[part]);
  });
}
