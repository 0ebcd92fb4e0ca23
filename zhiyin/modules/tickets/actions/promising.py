"""What is promised about tickets (承诺): clocks are started, moved and kept in sight by events.

The first response is a comment, another status or the end, by a person: then somebody is at it.
Giving it to somebody is sorting, and what is said in the linked chat is counted there. Clocks are
locked before tickets, so they are moved by a listener and never by who changes a ticket.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.procedures.interface import may_undo
from zhiyin.modules.servicelevels.interface import (
    Clock,
    Move,
    MoveOf,
    NewClocks,
    get_clocks,
    move_clocks,
    start_clocks,
)
from zhiyin.modules.tickets.events import (
    TicketChanged,
    TicketCommented,
    TicketEnded,
    TicketMade,
    TicketRemoved,
    TicketReopened,
    TicketsMerged,
)
from zhiyin.modules.tickets.rules import FIRST, KIND, LIVE, PROMISES, SOLVE

BEGUN = frozenset({FIRST})
WHOLE = frozenset({SOLVE})
SHOWN = ("promises",)

_ROWS = text("""
    SELECT id, shop_id, team_id, type_id, priority, subject_id, customer_id FROM tickets
    WHERE id = ANY(:ids) AND merged_into_id IS NULL ORDER BY id
""")
# Only what differs is written, and no version is counted: a promise is nothing anybody edits.
_SHOW = text("""
    WITH wanted AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb))
            AS w(id uuid, promises jsonb, due timestamptz)
    ), held AS (
        SELECT t.id FROM tickets t JOIN wanted w ON w.id = t.id
        WHERE t.promises <> w.promises ORDER BY t.id FOR NO KEY UPDATE OF t
    )
    UPDATE tickets t SET promises = w.promises, promise_due_at = w.due
    FROM wanted w JOIN held h ON h.id = w.id WHERE t.id = w.id RETURNING t.id, t.version
""")
# When people first did something, when it came to stand where it stands, when it ended.
_STANDING = text("""
    SELECT t.id, t.state, t.ended_at, t.merged_into_id, (
        SELECT min(c.at) FROM ticket_comments c
        WHERE c.ticket_id = t.id AND c.staff_id <> ALL(:bots)
    ) AS commented_at, (
        SELECT min(c.at) FROM ticket_changes c
        WHERE c.ticket_id = t.id AND c.verb IN ('change', 'end')
            AND c.parts ? 'status' AND c.staff_id <> ALL(:bots)
    ) AS moved_at, (
        SELECT max(c.at) FROM ticket_changes c WHERE c.ticket_id = t.id AND c.parts ? 'status'
    ) AS stands_since
    FROM tickets t WHERE t.id = ANY(:ids)
""")


async def follow_tickets(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Starts, meets, rests and ends clocks by what happened to tickets."""
    bots = (await get_names(session)).bots
    moves = [one for stored in events for one in _moves(stored, bots)]
    begun = {
        _id(one): one.at
        for one in events
        if isinstance(one.event, TicketMade) and one.event.state in LIVE
    }
    reopened = {_id(one): one.at for one in events if isinstance(one.event, TicketReopened)}
    if not (moves or begun or reopened):
        return
    open_ones = await move_clocks(session, moves)
    starts = {one: dict.fromkeys(PROMISES, at) for one, at in begun.items()}
    starts |= await _again(session, {one: at for one, at in reopened.items() if one not in begun})
    open_ones |= await _start(session, starts)
    # Somebody may have been faster than the clock was wound.
    open_ones |= await move_clocks(session, await settle(session, list(starts)))
    actors = {_id(stored): stored.actor for stored in events}
    for row in await _show(session, open_ones):
        changed = TicketChanged(row.id, row.version, SHOWN)
        emit(session, changed, ObjectRef(KIND, row.id), actor=actors.get(row.id))


def _id(stored: StoredEvent) -> UUID:
    event: Any = stored.event
    found: UUID = event.merged_id if isinstance(event, TicketsMerged) else event.ticket_id
    return found


def _moves(stored: StoredEvent, bots: frozenset[UUID]) -> list[MoveOf]:
    """How an event moves clocks. A bot keeps no promise that was made for a person."""
    event, at = stored.event, stored.at
    person = stored.actor.kind == "staff" and stored.actor.id not in bots
    found: list[Move] = []
    if isinstance(event, (TicketsMerged, TicketRemoved)):
        found = [Move("end", at)]
    elif isinstance(event, TicketEnded):
        found = [Move("meet", at, WHOLE), Move("meet" if person else "end", at, BEGUN)]
    elif person and (
        isinstance(event, TicketCommented)
        or (isinstance(event, TicketChanged) and "status" in event.parts)
    ):
        found = [Move("meet", at, BEGUN)]
    if isinstance(event, TicketChanged) and event.state in ("open", "waiting"):
        found.append(Move("pause" if event.state == "waiting" else "resume", at, WHOLE))
    return [MoveOf(ObjectRef(KIND, _id(stored)), one) for one in found]


Starts = dict[UUID, dict[str, datetime]]


async def _again(session: WriteSession, reopened: Mapping[UUID, datetime]) -> Starts:
    """What runs again for a ticket that was opened again: a new promise of an end; but what was
    ended a moment ago by mistake goes on from where it was.
    """
    if not reopened:
        return {}
    before = await get_clocks(session, KIND, list(reopened))
    starts: Starts = {}
    for ticket_id, at in reopened.items():
        last = {clock.kind: clock for clock in before.get(ticket_id, ())}
        starts[ticket_id] = {SOLVE: at}
        for kind, clock in last.items():
            undone = clock.ended_at is not None and may_undo(clock.ended_at, at)
            if undone and (kind == SOLVE or clock.result == "ended"):
                begun = clock.started_at + timedelta(seconds=clock.paused_seconds)
                starts[ticket_id][kind] = begun
    return starts


async def _start(session: WriteSession, starts: Starts) -> dict[UUID, list[Clock]]:
    if not starts:
        return {}
    rows = (await session.execute(_ROWS, {"ids": list(starts)})).all()
    cards = await get_cards(session, [row.customer_id for row in rows if row.customer_id])
    wanted = []
    for row in rows:
        card = cards.get(row.customer_id)
        facts = {
            "type": row.type_id,
            "priority": row.priority,
            "shop": row.shop_id,
            "team": row.team_id,
            "subject": row.subject_id,
            "level": card.level if card else None,
            "tag": tuple(card.tags) if card else (),
        }
        wanted += [
            NewClocks(
                ref=ObjectRef(KIND, row.id),
                at=at,
                shop_id=row.shop_id,
                team_id=row.team_id,
                kinds=(kind,),
                facts=facts,
                about=KIND,
            )
            for kind, at in starts[row.id].items()
        ]
    return await start_clocks(session, wanted)


async def _show(session: WriteSession, open_ones: Mapping[UUID, Iterable[Clock]]) -> Sequence[Any]:
    """Writes the open clocks on the tickets; answers those that look other than before."""
    rows = []
    for ticket_id, clocks in open_ones.items():
        held = [clock for clock in clocks if clock.ended_at is None]
        running = [clock.due_at for clock in held if clock.state == "running"]
        shown = [_shown(clock) for clock in held]
        rows.append({"id": ticket_id, "promises": shown, "due": min(running, default=None)})
    if not rows:
        return []
    values = {"rows": msgspec.json.encode(rows).decode()}
    return (await session.execute(_SHOW, values)).all()


def _shown(clock: Clock) -> dict[str, Any]:
    return {
        "kind": clock.kind,
        "due_at": clock.due_at,
        "warn_at": clock.warns_at,
        "state": clock.state,
        "remaining": clock.remaining,
    }


async def settle(session: WriteSession, ids: Sequence[UUID]) -> list[MoveOf]:
    """What the rows say has happened, when a clock is due: the listener may be a breath behind."""
    if not ids:
        return []
    values = {"ids": list(ids), "bots": sorted((await get_names(session)).bots)}
    moves: list[MoveOf] = []
    for row in await session.execute(_STANDING, values):
        ref = ObjectRef(KIND, row.id)
        moves += [
            MoveOf(ref, Move("meet", at, BEGUN)) for at in (row.commented_at, row.moved_at) if at
        ]
        if row.state == "waiting" and row.stands_since is not None:
            moves.append(MoveOf(ref, Move("pause", row.stands_since, WHOLE)))
        if row.ended_at is not None:
            verb: Any = "end" if row.merged_into_id else "meet"
            moves.append(MoveOf(ref, Move(verb, row.ended_at, WHOLE)))
            moves.append(MoveOf(ref, Move("end", row.ended_at, BEGUN)))
    return moves
