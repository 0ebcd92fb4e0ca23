"""Contacts: what conversations count for on their days, kept in step with their events.

None of it stands on the way of a message: a reader of the worker follows the few events that move
a conversation, and first answers are looked for among those who still wait for one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.conversations.events import ConversationClosed
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.conversations.interface import Course, Outcome, get_courses, get_outcomes
from zhiyin.modules.insights.queries.days import get_zone
from zhiyin.modules.insights.rules import Promise, day_of, in_time, is_abandoned
from zhiyin.modules.servicelevels.events import ClockBreached
from zhiyin.modules.servicelevels.interface import Clock, get_clocks

LOOKED_AT = 2_000
SETTLE_EVERY = 2.0

_COLUMNS = {
    "day": "date",
    "closed_day": "date",
    "team_id": "uuid",
    "staff_id": "uuid",
    "opened_at": "timestamptz",
    "answered_at": "timestamptz",
    "closed_at": "timestamptz",
    "acknowledged_in_time": "boolean",
    "answered_in_time": "boolean",
    "abandoned": "boolean",
    "shop_id": "uuid",
    "subject_id": "uuid",
    "result": "text",
    "merged": "boolean",
    "reopened": "integer",
    "escalated": "boolean",
    "by_bot": "boolean",
    "follows_id": "uuid",
}
# When a conversation began does not change.
_FIXED = ("day", "opened_at")
_WRITE = text(f"""
    INSERT INTO contacts (conversation_id, {", ".join(_COLUMNS)})
    SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(conversation_id uuid,
        {", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())})
    ORDER BY conversation_id
    ON CONFLICT (conversation_id) DO UPDATE SET
        {", ".join(f"{name} = EXCLUDED.{name}" for name in _COLUMNS if name not in _FIXED)}
""")
_UNANSWERED = text("""
    SELECT conversation_id FROM contacts
    WHERE answered_at IS NULL AND closed_at IS NULL ORDER BY opened_at LIMIT :most
""")


async def follow(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Writes the conversations that moved anew. Harmless to run twice."""
    ids: set[UUID] = set()
    causes: dict[UUID, str] = {}
    for stored in events:
        event: Any = stored.event
        if isinstance(event, ClockBreached):
            if event.ref_kind == CONVERSATION:
                ids.add(event.ref_id)
            continue
        ids.add(event.conversation_id)
        if isinstance(event, ConversationClosed):
            causes[event.conversation_id] = event.cause
    await fold(session, sorted(ids), causes)


async def fold(session: WriteSession, ids: Sequence[UUID], causes: Mapping[UUID, str]) -> None:
    """Writes what these conversations count for, as they stand now."""
    courses = await get_courses(session, ids)
    clocks = await get_clocks(session, CONVERSATION, sorted(courses))
    outcomes = await get_outcomes(session, sorted(courses))
    left = await _left_before(session, [one for one in courses if one not in causes])
    zone = await get_zone(session)
    rows = []
    for course in courses.values():
        abandoned = (
            is_abandoned(causes[course.id], course.answered_at)
            if course.id in causes
            else course.id in left
        )
        kept = clocks.get(course.id, ())
        rows.append(_row(course, kept, zone, abandoned=abandoned) | _came_out(outcomes[course.id]))
    if rows:
        await session.execute(_WRITE, {"rows": msgspec.json.encode(rows).decode()})


_LEFT = text("SELECT conversation_id FROM contacts WHERE conversation_id = ANY(:ids) AND abandoned")


async def _left_before(session: WriteSession, ids: Sequence[UUID]) -> set[UUID]:
    """Of those whose end is not told here, whom we know to have been abandoned."""
    return set((await session.execute(_LEFT, {"ids": list(ids)})).scalars()) if ids else set()


def _row(course: Course, clocks: Sequence[Clock], zone: str, *, abandoned: bool) -> dict[str, Any]:
    ended = course.closed_at if course.state == "closed" else None
    return {
        "conversation_id": course.id,
        "day": day_of(course.opened_at, zone),
        "closed_day": day_of(ended, zone) if ended else None,
        "team_id": course.team_id,
        "staff_id": course.staff_id,
        "opened_at": course.opened_at,
        "answered_at": course.answered_at,
        "closed_at": ended,
        "acknowledged_in_time": in_time(_promise(clocks, "acknowledge"), course.assigned_at),
        "answered_in_time": in_time(_promise(clocks, "first_answer"), course.answered_at),
        "abandoned": abandoned and ended is not None,
        "shop_id": course.shop_id,
    }


def _came_out(outcome: Outcome) -> dict[str, Any]:
    return {name: value for name, value in asdict(outcome).items() if name != "id"}


def _promise(clocks: Sequence[Clock], kind: str) -> Promise | None:
    """The first one of its kind: what was promised when the customer came."""
    clock = next((one for one in clocks if one.kind == kind), None)
    return Promise(clock.due_at, clock.result) if clock else None


async def _answered(session: ReadSession) -> list[UUID]:
    waiting = (await session.execute(_UNANSWERED, {"most": LOOKED_AT})).scalars().all()
    courses = await get_courses(session, waiting)
    return [one.id for one in courses.values() if one.answered_at is not None]


async def settle(database: Database) -> None:
    """Notes first answers: posting them tells nobody, so that posting stays cheap."""
    async with database.reading() as session:
        answered = await _answered(session)
    if answered:
        async with database.writing() as session:
            await fold(session, answered, {})
