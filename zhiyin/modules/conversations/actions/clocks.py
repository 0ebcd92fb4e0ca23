"""What conversations promise: their clocks are started, moved and kept in sight.

Events say what happened and when, so a clock shows the same whether it is moved at once or after
a restart. A listener hears openings, assignments and ends; messages are read by position, so that
no message pays for a clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.contracts.module import ClockHost
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.conversations.actions.handling import REOPENED
from zhiyin.modules.conversations.events import (
    ConversationAssigned,
    ConversationChanged,
    ConversationClosed,
    ConversationOpened,
    ConversationReopened,
    MessagePosted,
    WishChanged,
)
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.urgency import OpenClock
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.servicelevels.interface import (
    Clock,
    Move,
    MoveOf,
    NewClocks,
    get_paused,
    move_clocks,
    start_clocks,
)

ANSWERING = ("acknowledge", "first_answer", "full_answer")
UNTIL_ANSWER = frozenset({"acknowledge", "first_answer", "follow_up"})
ACKNOWLEDGE = frozenset({"acknowledge"})
FULL = frozenset({"full_answer"})
AT_CHAT = frozenset({"acknowledge", "first_answer"})
AT_CLOSE = frozenset({"full_answer", "follow_up"})

_ROWS = text("""
    SELECT id, shop_id, team_id, channel_account_id, subject_id, customer_card, priority, language,
           state
    FROM conversations WHERE id = ANY(:ids)
""")
# Only what differs is written, and no number is taken: a promise is no part of what was said.
_SHOW = text("""
    WITH wanted AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(id uuid, clocks jsonb)
    ), held AS (
        SELECT c.id FROM conversations c JOIN wanted w ON w.id = c.id
        WHERE c.clocks <> w.clocks ORDER BY c.id FOR NO KEY UPDATE OF c
    )
    UPDATE conversations c SET clocks = w.clocks
    FROM wanted w JOIN held h ON h.id = w.id WHERE c.id = w.id
""")
_STANDING = text("""
    SELECT id, state, assigned_at, first_response_at, last_staff_at, waiting_since, closed_at,
           assignee_id
    FROM conversations WHERE id = ANY(:ids)
""")


async def follow_events(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Starts, meets and ends clocks by what happened to conversations."""
    bots = (await get_names(session)).bots
    starts: dict[UUID, tuple[datetime, tuple[str, ...]]] = {}
    moves: list[MoveOf] = []
    for stored in events:
        event: Any = stored.event
        kinds = _begins(event)
        if kinds:
            starts[event.conversation_id] = (stored.at, kinds)
        moves += [_of(event.conversation_id, one) for one in _moves(event, stored.at, bots)]
    # What a wish for a later answer ends is ended before the other promise begins.
    open_ones = await move_clocks(session, moves)
    open_ones |= await _start(session, starts)
    # Somebody may have been faster than the clock was wound.
    open_ones |= await move_clocks(session, await settle(session, list(starts)))
    await _show(session, open_ones)
    for conversation_id in starts:
        ref = ObjectRef(KIND, conversation_id)
        emit(session, ConversationChanged(conversation_id, 0), ref)


def _begins(event: Any) -> tuple[str, ...]:
    """Which promises an event starts."""
    if isinstance(event, ConversationOpened | ConversationReopened):
        return ANSWERING
    if isinstance(event, ConversationAssigned) and event.reason == REOPENED:
        return ("full_answer",)
    if isinstance(event, WishChanged):
        return tuple(sorted(AT_CHAT)) if event.wants == "chat" else ("follow_up",)
    return ()


def _moves(event: Any, at: datetime, bots: frozenset[UUID]) -> list[Move]:
    """How an event moves clocks. A bot keeps no promise that was made for a person."""
    if isinstance(event, ConversationAssigned):
        return [] if event.staff_id in bots else [Move("meet", at, ACKNOWLEDGE)]
    if isinstance(event, WishChanged):
        waits_for_chat = event.wants == "chat"
        return [Move("end", at, frozenset({"follow_up"}) if waits_for_chat else AT_CHAT)]
    if isinstance(event, ConversationClosed):
        return [Move("meet", at, AT_CLOSE), Move("end", at, AT_CHAT)]
    return []


async def follow_messages(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Meets, pauses and resumes clocks by what was said, and when.

    Only a change of turn moves a clock: who goes on talking changes nothing, and a customer's
    word only what waited for it.
    """
    turns: dict[UUID, list[tuple[MessagePosted, datetime]]] = {}
    for stored in events:
        event = stored.event
        if isinstance(event, MessagePosted) and event.kind != "note":
            said = turns.setdefault(event.conversation_id, [])
            if not said or said[-1][0].sender_kind != event.sender_kind:
                said.append((event, stored.at))
    theirs = [one for one, said in turns.items() if _only_customer(said)]
    paused = await get_paused(session, KIND, theirs)
    moves = [
        _of(conversation_id, one)
        for conversation_id, said in turns.items()
        if conversation_id in paused or not _only_customer(said)
        for event, at in said
        for one in _said(event, at)
    ]
    await _show(session, await move_clocks(session, moves))


def _only_customer(said: Sequence[tuple[MessagePosted, datetime]]) -> bool:
    return all(event.sender_kind == "customer" for event, _ in said)


def _said(event: MessagePosted, at: datetime) -> list[Move]:
    if event.sender_kind == "customer":
        return [Move("resume", at, FULL)]
    if event.sender_kind == "staff":
        return [Move("meet", at, UNTIL_ANSWER), Move("pause", at, FULL)]
    return []


def _of(conversation_id: UUID, one: Move) -> MoveOf:
    return MoveOf(ObjectRef(KIND, conversation_id), one)


async def _start(
    session: WriteSession, starts: Mapping[UUID, tuple[datetime, tuple[str, ...]]]
) -> dict[UUID, list[Clock]]:
    if not starts:
        return {}
    rows = (await session.execute(_ROWS, {"ids": list(starts)})).all()
    wanted = [
        NewClocks(
            ref=ObjectRef(KIND, row.id),
            at=starts[row.id][0],
            shop_id=row.shop_id,
            team_id=row.team_id,
            kinds=starts[row.id][1],
            facts={
                "shop": row.shop_id,
                "channel": row.channel_account_id,
                "subject": row.subject_id,
                "level": row.customer_card.get("level"),
                "tag": tuple(row.customer_card.get("tags", ())),
                "priority": row.priority,
                "language": row.language,
            },
        )
        for row in rows
        # One that was closed in the meantime needs no promise any more.
        if row.state != "closed"
    ]
    return await start_clocks(session, wanted)


async def _show(session: WriteSession, open_ones: Mapping[UUID, Iterable[Clock]]) -> None:
    """Writes the open clocks on the conversations, for lists and frames."""
    if not open_ones:
        return
    rows = [
        {"id": one, "clocks": [_shown(clock) for clock in clocks if clock.ended_at is None]}
        for one, clocks in open_ones.items()
    ]
    await session.execute(_SHOW, {"rows": msgspec.json.encode(rows).decode()})


def _shown(clock: Clock) -> OpenClock:
    return OpenClock(
        clock.kind,
        clock.started_at,
        clock.due_at,
        clock.warns_at,
        clock.remaining,
        clock.pauses,
    )


async def settle(session: WriteSession, ids: Sequence[UUID]) -> list[MoveOf]:
    """What the rows say has happened, when a clock is due: the reader may be a breath behind."""
    if not ids:
        return []
    bots = (await get_names(session)).bots
    moves: list[MoveOf] = []
    for row in await session.execute(_STANDING, {"ids": list(ids)}):
        if row.assigned_at is not None and row.assignee_id not in bots:
            moves.append(_of(row.id, Move("meet", row.assigned_at, ACKNOWLEDGE)))
        if row.first_response_at is not None:
            moves.append(_of(row.id, Move("meet", row.first_response_at, UNTIL_ANSWER)))
        if row.last_staff_at is not None:
            moves.append(_of(row.id, Move("meet", row.last_staff_at, UNTIL_ANSWER)))
        since = max((at for at in (row.last_staff_at, row.assigned_at) if at), default=None)
        if row.state == "waiting_customer" and since is not None:
            moves.append(_of(row.id, Move("pause", since, FULL)))
        if row.closed_at is not None:
            moves.append(_of(row.id, Move("meet", row.closed_at, AT_CLOSE)))
            moves.append(_of(row.id, Move("end", row.closed_at, AT_CHAT)))
    return moves


HOST = ClockHost(KIND, settle)
