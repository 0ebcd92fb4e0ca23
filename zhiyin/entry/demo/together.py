"""The demo's colleagues at work together: a mention, an invitation, a complaint, a block."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at

SENIOR, JUNIOR, SUPERVISOR = "senior", "junior", "supervisor"
NOTE = "@{name} 这位顾客要开增值税专票，麻烦您看一下抬头对不对"
REASON = "反复发广告链接"

_HELD_BY = """
    SELECT id, number, assignee_id FROM conversations
    WHERE state <> 'closed' AND assignee_id IS NOT NULL AND (assignee_id = %s) = %s
      AND participants = '{}'
    ORDER BY id LIMIT 1
"""
_WRITE = """
    INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind, sender_id,
                          text, event, at)
    VALUES (%s, %s, %s, %s, %s, 'staff', %s, %s, %s, %s)
"""
_JOIN = """
    UPDATE conversations SET number = number + 1,
        participants = participants
            || jsonb_build_object(%s::text, jsonb_build_object('role', %s::text))
    WHERE id = %s
"""
_PART = """
    INSERT INTO conversation_participants (conversation_id, staff_id, role, by_id, since)
    VALUES (%s, %s, %s, %s, %s)
"""
_TELL = """
    COPY notices (id, staff_id, key, kind, severity, values, about_kind, about_id, at) FROM STDIN
"""


def add_together(connection: Connection[tuple[Any, ...]], now: datetime, rng: Random) -> None:
    """What a newcomer finds under the bell and among those who take part."""
    people: dict[str, tuple[UUID, str]] = {
        email.partition("@")[0]: (id_, name)
        for id_, email, name in connection.execute("SELECT id, email, name FROM staff")
    }
    connection.execute("UPDATE subjects SET calls_supervisor = true WHERE code LIKE 'complaints%'")
    connection.execute("UPDATE entry_rules SET calls_supervisor = true WHERE name LIKE '投诉%'")
    if not {SENIOR, JUNIOR, SUPERVISOR} <= people.keys():
        return
    senior, junior, supervisor = (people[one] for one in (SENIOR, JUNIOR, SUPERVISOR))
    scenes = (
        (False, senior, "mentioned", "conversations.mentioned", "info"),
        (True, junior, "invited", "conversations.invited", "info"),
        (False, supervisor, "called", "conversations.called_complaint", "urgent"),
    )
    told: list[tuple[Any, ...]] = []
    for minutes, (held_by_senior, who, role, kind, severity) in enumerate(scenes, start=3):
        found = connection.execute(_HELD_BY, (senior[0], held_by_senior)).fetchone()
        if found is None or found[2] == who[0]:
            continue
        at = now - timedelta(minutes=2 * minutes)
        _scene(connection, found, who, role, people, at, rng)
        by = next(name for id_, name in people.values() if id_ == found[2])
        told.append(
            (uuid_at(at, rng), who[0], f"{role}:{found[0]}", kind, severity,
             Jsonb({"who": by}), "conversation", found[0], at)
        )  # fmt: skip
    with connection.cursor().copy(_TELL) as copy:
        for row in told:
            copy.write_row(row)
    _block(connection, supervisor[0], now, rng)


def _scene(
    connection: Connection[tuple[Any, ...]],
    held: tuple[Any, ...],
    who: tuple[UUID, str],
    role: str,
    people: dict[str, tuple[UUID, str]],
    at: datetime,
    rng: Random,
) -> None:
    conversation, number, holder = held
    by = next(name for id_, name in people.values() if id_ == holder)
    note = NOTE.format(name=who[1]) if role == "mentioned" else ""
    event = {
        "mentioned": {"code": "mentions", "values": {"staff_ids": [str(who[0])]}},
        "invited": {"code": "invited", "values": {"staff_name": who[1], "by": by}},
        "called": {"code": "called", "values": {"staff_name": who[1], "cause": "complaint"}},
    }[role]
    connection.execute(
        _WRITE,
        (conversation, number + 1, uuid_at(at, rng), number + 1, "note" if note else "event",
         holder, note, Jsonb(event), at),
    )  # fmt: skip
    connection.execute(_JOIN, (str(who[0]), role, conversation))
    connection.execute(_PART, (conversation, who[0], role, holder, at))


def _block(connection: Connection[tuple[Any, ...]], by: UUID, now: datetime, rng: Random) -> None:
    """One visitor whose messages are not accepted for a week."""
    connection.execute(
        "INSERT INTO visitor_blocks (id, customer_id, conversation_id, thread_key, reason, until,"
        " made_at, made_by) SELECT %s, customer_id, id, thread_key, %s, %s, %s, %s"
        " FROM conversations c WHERE state = 'closed' AND NOT EXISTS (SELECT FROM conversations o"
        " WHERE o.customer_id = c.customer_id AND o.state <> 'closed') ORDER BY id LIMIT 1",
        (uuid_at(now, rng), REASON, now + timedelta(days=7), now - timedelta(days=1), by),
    )
