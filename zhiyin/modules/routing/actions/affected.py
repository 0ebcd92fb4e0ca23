"""Finds the conversations that open incidents concern, and tells the customers what is known.

What lies below is locked first: the customer is told before it is noted here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.conversations.events import (
    ConversationClosed,
    ConversationOpened,
    ConversationReopened,
)
from zhiyin.modules.conversations.interface import (
    Notice,
    get_briefs,
    list_open_ids,
    notify_customer,
)
from zhiyin.modules.routing.queries.affected import (
    CHUNK,
    Watched,
    gather_facts,
    get_complaints,
    get_watched,
)

PURPOSE = "incident"
# So many customers are told in one transaction.
TOLD_AT_ONCE = 50

_NOTE = text("""
    INSERT INTO incident_conversations (incident_id, conversation_id, complaint_at)
    SELECT r.incident_id, r.conversation_id, CASE WHEN r.complaint THEN now() END
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(
        incident_id uuid, conversation_id uuid, complaint boolean)
    ORDER BY r.conversation_id, r.incident_id
    ON CONFLICT (incident_id, conversation_id) DO UPDATE SET complaint_at = now()
        WHERE incident_conversations.complaint_at IS NULL AND EXCLUDED.complaint_at IS NOT NULL
    RETURNING incident_id, (xmax = 0) AS fresh
""")
_COMPLAINED = text("""
    UPDATE incident_conversations SET complaint_at = now()
    WHERE complaint_at IS NULL AND conversation_id = ANY(:ids) AND incident_id = ANY(:incidents)
""")
_UNTOLD = text("""
    SELECT conversation_id FROM incident_conversations
    WHERE incident_id = :id AND told IS DISTINCT FROM :number AND conversation_id > :after
    ORDER BY conversation_id LIMIT :limit
""")
_TOLD = text("""
    UPDATE incident_conversations SET told = :number, told_at = now()
    WHERE incident_id = :id AND conversation_id = ANY(:ids) AND told IS DISTINCT FROM :number
""")


async def find_affected(
    session: WriteSession,
    incidents: Sequence[Watched],
    ids: Sequence[UUID],
    *,
    newcomers: bool = False,
) -> None:
    """Notes which of these conversations the incidents concern; newcomers are told what is known.

    A conversation once found stays, and is a complaint from when it first was one.
    """
    facts = await gather_facts(session, ids, [one.scope for one in incidents])
    complaints = await get_complaints(session)
    rows: list[dict[str, object]] = []
    found: dict[UUID, list[UUID]] = {}
    for conversation_id, known in facts.items():
        for incident in incidents:
            if incident.scope.fits(known):
                found.setdefault(incident.id, []).append(conversation_id)
                rows.append(_row(incident.id, conversation_id, complaint=complaints.has(known)))
    if not rows:
        return
    telling = [one for one in incidents if newcomers and one.sending and one.id in found]
    told = {one.id: await _say(session, one, found[one.id]) for one in telling}
    await session.execute(_NOTE, {"rows": msgspec.json.encode(rows).decode()})
    for incident in telling:
        await _mark(session, incident, told[incident.id])


def _row(incident_id: UUID, conversation_id: UUID, *, complaint: bool) -> dict[str, object]:
    return {
        "incident_id": incident_id,
        "conversation_id": conversation_id,
        "complaint": complaint,
    }


async def tell_customers(
    session: WriteSession, incident: Watched, ids: Iterable[UUID]
) -> list[UUID]:
    """Says the calming words in these conversations, as far as they are open, once each."""
    told = await _say(session, incident, ids)
    await _mark(session, incident, told)
    return told


async def _say(session: WriteSession, incident: Watched, ids: Iterable[UUID]) -> list[UUID]:
    """In a drill everything is done but the saying."""
    briefs = await get_briefs(session, sorted(ids))
    still = [one for one in briefs.values() if one.state != "closed"]
    if not incident.drill:
        await notify_customer(
            session, [_notice(incident, one) for one in sorted(still, key=lambda one: one.id)]
        )
    return [one.id for one in still]


async def _mark(session: WriteSession, incident: Watched, ids: Sequence[UUID]) -> None:
    values = {"id": incident.id, "ids": list(ids), "number": incident.script_number}
    await session.execute(_TOLD, values)


def _notice(incident: Watched, brief: Any) -> Notice:
    return Notice(
        customer_id=brief.customer_id,
        shop_id=brief.shop_id,
        purpose=PURPOSE,
        texts=dict(incident.script),
        key=f"incident:{incident.id}:{incident.script_number}:{brief.id}",
        conversation_id=brief.id,
        values={"title": incident.title},
    )


async def get_untold(session: WriteSession, incident: Watched, after: UUID) -> list[UUID]:
    """The next conversations whose customers have not been told the present words."""
    values = {
        "id": incident.id,
        "number": incident.script_number,
        "after": after,
        "limit": TOLD_AT_ONCE,
    }
    return list((await session.execute(_UNTOLD, values)).scalars())


async def follow_conversations(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Looks at what begins while an incident is on; newcomers are told what the others were."""
    incidents = await get_watched(session)
    if not incidents:
        return
    heard = [stored.event for stored in events]
    begun = [
        one.conversation_id
        for one in heard
        if isinstance(one, (ConversationOpened, ConversationReopened))
    ]
    ended = [one for one in heard if isinstance(one, ConversationClosed)]
    await _note_complaints(session, incidents, ended)
    if begun:
        await find_affected(session, incidents, sorted(set(begun)), newcomers=True)


async def _note_complaints(
    session: WriteSession, incidents: Sequence[Watched], ended: Sequence[ConversationClosed]
) -> None:
    """What it was about is often known only in the end."""
    subjects = (await get_complaints(session)).subjects if ended else frozenset()
    ids = [one.conversation_id for one in ended if one.subject_id in subjects]
    if ids:
        values: Mapping[str, Any] = {"ids": ids, "incidents": [one.id for one in incidents]}
        await session.execute(_COMPLAINED, values)


async def search_open(database: Database) -> None:
    """Looks through everything that is open, for what was said later; tells who was missed."""
    async with database.reading() as session:
        incidents = await get_watched(session)
        ids = await list_open_ids(session) if incidents else []
    for at in range(0, len(ids), CHUNK):
        async with database.writing() as session:
            await find_affected(session, incidents, ids[at : at + CHUNK])
    for incident in incidents:
        if incident.sending:
            await tell_untold(database, incident)


async def tell_untold(database: Database, incident: Watched) -> int:
    """Tells everybody who has not been told; answers how many there were."""
    after, told = UUID(int=0), 0
    while True:
        async with database.writing() as session:
            ids = await get_untold(session, incident, after)
            if not ids:
                return told
            told += len(await tell_customers(session, incident, ids))
            after = ids[-1]
