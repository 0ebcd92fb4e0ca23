"""One ticket goes into another, and that taken back: each has what it had, and what came since."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.tickets.actions.editing import hold
from zhiyin.modules.tickets.actions.reminding import remind
from zhiyin.modules.tickets.actions.writing import note, ref_of, write_tokens
from zhiyin.modules.tickets.errors import (
    BadParentError,
    MergedError,
    TooLateToUndoError,
    UnknownStatusError,
)
from zhiyin.modules.tickets.events import TicketReopened, TicketsMerged, TicketsParted
from zhiyin.modules.tickets.models import (
    Ticket,
    TicketChange,
    TicketComment,
    TicketLink,
    TicketWatcher,
)
from zhiyin.modules.tickets.queries.types import access_type
from zhiyin.modules.tickets.rules import LIVE, MERGE_AWAY, PART_WITHIN, first_of, reference

_STANDING = ("status", "state", "status_before", "ended_at", "ended_by")


async def merge(session: WriteSession, access: Access, into_id: UUID, from_id: UUID) -> Ticket:
    """Lets a ticket go into another one: comments, links, watchers and parts move, it is closed
    and shows where it went. Both keep their histories.
    """
    if into_id == from_id:
        raise BadParentError
    held = {one: await hold(session, access, one) for one in sorted((into_id, from_id))}
    into, gone = held[into_id], held[from_id]
    undo = {name: getattr(gone, name) for name in _STANDING}
    undo |= {"into": into_id, "parent_id": into.parent_id}
    undo |= await _move(session, into_id, from_id)
    kind = await access_type(session, gone.type_id)
    status = first_of(kind.statuses, "closed", "solved")
    if status is None:
        raise UnknownStatusError
    before = gone.status
    if gone.state in LIVE:
        gone.status_before, gone.status, gone.state = None, status.code, status.kind
        gone.ended_at, gone.ended_by = now(), access.id
    gone.merged_into_id = into_id
    if into.parent_id == from_id:
        into.parent_id = gone.parent_id
    refs = await written(session, into, gone)
    await note(session, into_id, "merge", {"merged": (None, refs[from_id])})
    parts = {"status": (before, gone.status), "merged_into": (None, refs[into_id])}
    await note(session, from_id, MERGE_AWAY, parts, undo=msgspec.to_builtins(undo))
    await remind(session, [gone])
    emit(session, TicketsMerged(into_id, from_id), ref_of(into_id), ref_of(from_id))
    return into


async def written(session: WriteSession, *rows: Ticket) -> dict[UUID, str]:
    """Writes tickets that changed with their words; answers their numbers."""
    for row in rows:
        row.changed_at, row.version = now(), row.version + 1
    await session.flush()
    for row in rows:
        await write_tokens(session, row)
    return {one.id: reference(one.made_at, one.number) for one in rows}


async def _move(session: WriteSession, into_id: UUID, from_id: UUID) -> dict[str, Any]:
    """What hangs on a ticket goes with it; what the other one has already is not doubled. Answers
    what went, and what was there on both sides.
    """
    parts = await session.execute(
        update(Ticket)
        .where(Ticket.parent_id == from_id, Ticket.id != into_id)
        .values(parent_id=into_id)
        .returning(Ticket.id)
    )
    moved: dict[str, Any] = {"parts": list(parts.scalars())}
    moved["watchers"] = await _move_rows(session, TicketWatcher, into_id, from_id)
    comments = await session.execute(
        update(TicketComment)
        .where(TicketComment.ticket_id == from_id)
        .values(ticket_id=into_id)
        .returning(TicketComment.id)
    )
    moved["comments"] = list(comments.scalars())
    moved["links"] = await _move_rows(session, TicketLink, into_id, from_id)
    return moved


async def _move_rows(
    session: WriteSession, model: Any, into_id: UUID, from_id: UUID
) -> list[dict[str, Any]]:
    """Answers the rows as they stood, each with whether it went or was there already."""
    columns = [one.name for one in model.__table__.columns if one.name != "ticket_id"]
    key = next(one.name for one in model.__table__.primary_key.columns if one.name != "ticket_id")
    theirs = select(*(getattr(model, name) for name in columns))
    rows = (await session.execute(theirs.where(model.ticket_id == from_id))).mappings().all()
    went: set[UUID] = set()
    if rows:
        moved = upsert(model).values([{"ticket_id": into_id, **row} for row in rows])
        added = moved.on_conflict_do_nothing().returning(getattr(model, key))
        went = set((await session.execute(added)).scalars())
    await session.execute(delete(model).where(model.ticket_id == from_id))
    return [{**row, "went": row[key] in went} for row in rows]


async def part(session: WriteSession, access: Access, from_id: UUID) -> Ticket:
    """Takes a merging back within a day: the ticket has again what went, and stands where it stood;
    what came to the other one since stays there.
    """
    step, into, gone = await _hold_both(session, access, from_id)
    undo = step.undo or {}
    await _move_back(session, into.id, from_id, undo)
    merged = gone.status
    gone.merged_into_id = None
    for name in _STANDING:
        column = Ticket.__table__.columns[name]
        setattr(gone, name, msgspec.convert(undo[name], column.type.python_type | None))
    if undo["parent_id"] == str(from_id) and into.parent_id == gone.parent_id:
        into.parent_id = from_id
    refs = await written(session, into, gone)
    step.undo = None
    await session.flush()
    await note(session, into.id, "part", {"merged": (refs[from_id], None)})
    parts = {"status": (merged, gone.status), "merged_into": (refs[into.id], None)}
    await note(session, from_id, "part_away", parts)
    await remind(session, [gone])
    emit(session, TicketsParted(into.id, from_id), ref_of(into.id), ref_of(from_id))
    if gone.state in LIVE:
        emit(session, TicketReopened(from_id), ref_of(from_id))
    return gone


async def _hold_both(
    session: WriteSession, access: Access, from_id: UUID
) -> tuple[TicketChange, Ticket, Ticket]:
    """The step that is taken back, and both tickets, locked in the order of their ids."""
    query = select(TicketChange).where(
        TicketChange.ticket_id == from_id,
        TicketChange.verb == MERGE_AWAY,
        TicketChange.undo.is_not(None),
    )
    step: TicketChange | None = await session.scalar(query.order_by(TicketChange.id.desc()))
    if step is None or step.undo is None or now() - step.at > PART_WITHIN:
        raise TooLateToUndoError
    into_id = UUID(step.undo["into"])
    held = {
        one: await hold(session, access, one, merged=one == from_id)
        for one in sorted((into_id, from_id))
    }
    if held[from_id].merged_into_id != into_id:
        raise MergedError
    return step, held[into_id], held[from_id]


async def _move_back(
    session: WriteSession, into_id: UUID, from_id: UUID, undo: Mapping[str, Any]
) -> None:
    """What is still there of what went."""
    await session.execute(
        update(Ticket)
        .where(Ticket.parent_id == into_id, Ticket.id.in_(undo["parts"]))
        .values(parent_id=from_id)
    )
    await _return_rows(session, TicketWatcher, "staff_id", (into_id, from_id), undo["watchers"])
    await session.execute(
        update(TicketComment)
        .where(TicketComment.ticket_id == into_id, TicketComment.id.in_(undo["comments"]))
        .values(ticket_id=from_id)
    )
    await _return_rows(session, TicketLink, "conversation_id", (into_id, from_id), undo["links"])


async def _return_rows(
    session: WriteSession,
    model: Any,
    key: str,
    ids: tuple[UUID, UUID],
    rows: list[dict[str, Any]],
) -> None:
    into_id, from_id = ids
    columns = model.__table__.columns
    back = [
        {
            name: msgspec.convert(value, columns[name].type.python_type | None)
            for name, value in row.items()
            if name != "went"
        }
        for row in rows
    ]
    if not back:
        return
    went = [(into_id, one[key]) for one, row in zip(back, rows, strict=True) if row["went"]]
    await session.execute(
        delete(model).where(tuple_(model.ticket_id, getattr(model, key)).in_(went))
    )
    moved = upsert(model).values([{"ticket_id": from_id, **row} for row in back])
    await session.execute(moved.on_conflict_do_nothing())
