"""How customers feel (情绪): read behind the posting, in batches, by the inference process.

While it is away nothing is lost: what was said meanwhile is read afterwards, up to a day later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.places import seconds_behind
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.actions.following import Follower
from zhiyin.modules.conversations.events import MessagePosted, MoodChanged
from zhiyin.modules.conversations.mood_settings import MOOD_SURE, MOODS
from zhiyin.modules.conversations.moods import Felt, MoodName, name_of, weigh
from zhiyin.modules.conversations.rules import KIND, reference
from zhiyin.modules.dispatch.interface import raise_works
from zhiyin.modules.people.interface import NewNotice, notify
from zhiyin.modules.servicelevels.interface import RAISE_BY
from zhiyin.modules.understanding.interface import MOST_READ, Read, read

LOOK_EVERY: Final = 1.0
READER: Final = "conversations.moods"
ANGRY: Final = "conversations.angry"
HIGH: Final = 2

_NOW = text("""
    SELECT id, state, mood, priority, assignee_id, opened_at, serial FROM conversations
    WHERE id = ANY(:ids) AND state <> 'closed' ORDER BY id
""")
_LOCK = text("""
    SELECT id, state, mood FROM conversations WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE
""")
# What was erased or taken back while it was being read is not noted.
_NOTE = text("""
    INSERT INTO message_moods (conversation_id, number, mood, value, sure)
    SELECT f.conversation_id, f.number, f.mood, f.value, f.sure
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS f(
        conversation_id uuid, number int, mood text, value real, sure real)
    JOIN messages m ON m.conversation_id = f.conversation_id AND m.number = f.number
    WHERE m.text <> ''
    ON CONFLICT DO NOTHING
""")
_FEEL = text("""
    UPDATE conversations c SET mood = f.mood, number = c.number + 1,
        priority = CASE WHEN f.raised THEN greatest(c.priority, :high) ELSE c.priority END
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS f(id uuid, mood jsonb, raised boolean)
    WHERE c.id = f.id
""")


@dataclass(frozen=True)
class Reading:
    """A customer's message and what was read from it."""

    conversation_id: UUID
    number: int
    felt: Felt


async def understanding_lag(session: ReadSession) -> float:
    """Seconds since the oldest message came whose mood was not read yet; 0 where all are."""
    return await seconds_behind(session, READER, (MessagePosted,))


async def _read(house: House, words: Sequence[Any]) -> list[Reading]:
    readings = list[Reading]()
    for start in range(0, len(words), MOST_READ):
        some = words[start : start + MOST_READ]
        answer = await read(house, Read([row.text for row in some]))
        readings += [
            Reading(row.conversation_id, row.number, Felt(mood.name, mood.sure, mood.value))
            for row, mood in zip(some, answer.moods, strict=True)
        ]
    return readings


async def note_feelings(session: WriteSession, readings: Sequence[Reading]) -> None:
    """Writes down what was read, and what it means for the conversations; in the order of numbers.

    A customer who becomes angry moves ahead in line and rings with whoever serves them, once a
    conversation.
    """
    if not readings:
        return
    sure = await get_setting(session, MOOD_SURE) / 100
    said = {
        one: list(some)
        for one, some in groupby(readings, key=lambda reading: reading.conversation_id)
    }
    await _press(session, said, sure)
    rows = (await session.execute(_LOCK, {"ids": sorted(said)})).all()
    noted = [
        _noted(one) for one in readings if one.felt.mood != "neutral" and one.felt.sure >= sure
    ]
    if noted:
        await session.execute(_NOTE, {"rows": msgspec.json.encode(noted).decode()})
    changed = list[dict[str, Any]]()
    for row in rows:
        after = _after(row.mood, said[row.id], sure)
        if after is None or after == row.mood:
            continue
        raised = row.state != "closed" and _is_first_anger(row.mood, after)
        changed.append({"id": row.id, "mood": after, "raised": raised})
        told = MoodChanged(row.id, after["number"], after["now"], raised)
        emit(session, told, ObjectRef(KIND, row.id))
    if changed:
        values = {"rows": msgspec.json.encode(changed).decode(), "high": HIGH}
        await session.execute(_FEEL, values)


def _noted(one: Reading) -> dict[str, Any]:
    return {"conversation_id": one.conversation_id, "number": one.number, **one.felt._asdict()}


def _after(
    before: Mapping[str, Any] | None, readings: Sequence[Reading], sure: float
) -> dict[str, Any] | None:
    """The mood a conversation's row holds after these messages; none, where none was ever felt."""
    held = before or {"level": 0.0, "number": 0, "angered": False}
    level = weigh(held["level"], (one.felt for one in readings), sure)
    if level == held["level"] and not any(one.felt.mood != "neutral" for one in readings):
        return dict(before) if before else None
    now: MoodName = name_of(level)
    if before is None and level == 0.0:
        return None
    return {
        "now": now,
        "level": level,
        "number": readings[-1].number,
        "angered": held["angered"] or now == "angry",
    }


def _is_first_anger(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> bool:
    return bool(after and after["angered"]) and not (before or {}).get("angered")


async def _press(
    session: WriteSession, said: Mapping[UUID, Sequence[Reading]], sure: float
) -> None:
    """Who waits in line and has become angry moves ahead; who serves somebody angry is told. Before
    conversations are locked, as rows of work and notices come first; told twice is told once. What
    presses already, by its words at the door, is not raised again.
    """
    rows = (await session.execute(_NOW, {"ids": sorted(said)})).all()
    angered = [
        row for row in rows if _is_first_anger(row.mood, _after(row.mood, said[row.id], sure))
    ]
    waiting = [row.id for row in angered if row.state == "queued" and row.priority < HIGH]
    await raise_works(session, KIND, waiting, await get_setting(session, RAISE_BY))
    await notify(
        session,
        [
            NewNotice(
                row.assignee_id,
                ANGRY,
                f"angry:{row.id}",
                ObjectRef(KIND, row.id),
                {"ref": reference(row.opened_at, row.serial)},
            )
            for row in angered
            if row.assignee_id is not None
        ],
    )


_FOLLOWER = Follower(READER, MOODS, _read, note_feelings)


async def follow_moods(database: Database) -> None:
    """Reads what customers have said since the last look."""
    await _FOLLOWER.follow(database.house)
