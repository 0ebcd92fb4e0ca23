"""Procedures follow their ticket: they end with it, and go along when it goes into another.

An end can be taken back for half a minute, so cases end only after that.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.timers.timers import DueTimer, NewTimer, TimerKind, set_timers, set_timers_last
from zhiyin.modules.people.interface import NewNotice, notify
from zhiyin.modules.procedures.interface import UNDO_WITHIN, end_cases, move_cases, were_cut
from zhiyin.modules.tickets.actions.writing import ref_of
from zhiyin.modules.tickets.events import TicketEnded, TicketReopened, TicketsMerged
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.queries.types import access_type
from zhiyin.modules.tickets.rules import LIVE, find_status, reference

TIMER = "tickets.cases"
ENDED, MERGED = "ended", "merged"
CUT = "tickets.procedure_over"
DOUBLE = Text(
    "工单已合并，那边在办同一流程",
    "Its ticket was merged into one that goes through the same procedure",
)


async def accompany(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Has cases follow what became of their tickets; who has one that is open again learns that
    its procedure is not.
    """
    timers, notices = [], []
    for stored in events:
        event = stored.event
        if isinstance(event, TicketEnded):
            values = {"by_case": str(event.by_case) if event.by_case else None}
            at = stored.at + UNDO_WITHIN
            timers.append(NewTimer(TIMER, ref_of(event.ticket_id), key=ENDED, values=values, at=at))
        elif isinstance(event, TicketsMerged):
            timers.append(NewTimer(TIMER, ref_of(event.merged_id), key=MERGED))
        elif isinstance(event, TicketReopened):
            notices += await _tell_cut(session, event.ticket_id, stored)
    await notify(session, notices)
    await set_timers(session, timers)


async def _tell_cut(session: WriteSession, ticket_id: UUID, stored: StoredEvent) -> list[NewNotice]:
    row = await session.get(Ticket, ticket_id, populate_existing=True)
    if row is None or row.state not in LIVE or not await were_cut(session, ref_of(ticket_id)):
        return []
    who = {row.owner_id, stored.actor.id if stored.actor.kind == "staff" else None}
    key, values = f"{CUT}:{ticket_id}:{stored.id}", {"ref": reference(row.made_at, row.number)}
    return [NewNotice(one, CUT, key, ref_of(ticket_id), values) for one in who if one is not None]


async def follow(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Ends cases of a ticket that is still ended; takes those of one that was merged along."""
    for timer in due:
        row = await session.get(Ticket, timer.ref.id, populate_existing=True)
        if row is None:
            continue
        if timer.key == MERGED:
            into = await _last(session, row)
            if into != row.id and await move_cases(session, timer.ref, ref_of(into), DOUBLE):
                set_timers_last(session, [NewTimer(TIMER, timer.ref, key=MERGED)])
        elif row.state not in LIVE and row.merged_into_id is None:
            by_case = timer.values["by_case"]
            said = await _said(session, row)
            await end_cases(session, timer.ref, said, UUID(by_case) if by_case else None)


async def _last(session: WriteSession, row: Ticket) -> UUID:
    """Where a ticket went in the end: what it went into may have gone further."""
    ids, into = [row.id], row.merged_into_id
    while into is not None and into not in ids:
        ids.append(into)
        into = await session.scalar(select(Ticket.merged_into_id).where(Ticket.id == into))
    return ids[-1]


async def _said(session: WriteSession, row: Ticket) -> Text:
    status = find_status((await access_type(session, row.type_id)).statuses, row.status)
    if status is None:
        return Text("随工单结束", "Ended with its ticket")
    return Text(f"随工单结束：{status.name.zh}", f"Ended with its ticket: {status.name.en}")


# One at a time: each holds its cases.
CASES_TIMER = TimerKind(TIMER, follow, batch=1)
