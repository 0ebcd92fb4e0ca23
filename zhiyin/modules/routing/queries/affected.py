"""Whom open incidents concern: facts of conversations, held against scopes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.facts.conditions import Condition
from zhiyin.kernel.settings.settings import Place, get_setting, get_stored, listed
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.conversations.interface import get_facts, list_open_ids
from zhiyin.modules.routing.crisis import Scope, complaint_subjects
from zhiyin.modules.routing.models import Incident, IncidentConversation
from zhiyin.modules.routing.queries.customer_facts import add_customer_facts
from zhiyin.modules.routing.rules import contains_any
from zhiyin.modules.routing.schemas.incidents import IncidentMark, ScopeIn
from zhiyin.modules.routing.settings import ANGRY_WORDS, COMPLAINT_SUBJECTS

INCIDENTS = "routing.incidents"
KEPT_SECONDS = 2.0
# So many conversations are looked at in one piece.
CHUNK = 500


@dataclass(frozen=True)
class Watched:
    """An open incident as the house watches for it."""

    id: UUID
    title: str
    level: str
    drill: bool
    scope: Scope
    script: Mapping[str, str]
    script_number: int
    sending: bool


def watched(row: Incident) -> Watched:
    """The part of an incident that decides."""
    conditions = tuple(Condition(one["field"], tuple(one["any_of"])) for one in row.scope)
    scope = Scope(conditions, "all" if row.match == "all" else "any")
    return Watched(
        row.id,
        row.title,
        row.level,
        row.drill,
        scope,
        row.script,
        row.script_number,
        row.sending,
    )


async def get_watched(session: ReadSession | WriteSession) -> list[Watched]:
    """The incidents that are open, as this process read them last: at most two seconds ago."""

    async def read() -> list[Watched]:
        query = select(Incident).where(Incident.closed_at.is_(None)).order_by(Incident.id)
        return [watched(row) for row in (await session.execute(query)).scalars()]

    return await session.house.kept.get(session, INCIDENTS, KEPT_SECONDS, read)


@dataclass(frozen=True)
class Complaints:
    """What counts as a complaint; the words are those of the shop and team."""

    subjects: frozenset[UUID]
    words_at: Callable[[Place], Sequence[str]]

    def has(self, facts: Mapping[str, Any]) -> bool:
        """Whether the conversation with these facts is one."""
        place = Place(shop_id=facts.get("shop"), team_id=facts.get("team"))
        return facts.get("subject") in self.subjects or contains_any(
            str(facts.get("words") or ""), self.words_at(place)
        )


async def get_complaints(session: ReadSession | WriteSession) -> Complaints:
    """What counts as a complaint, by the settings and the tree of subjects."""
    subjects = (await get_subjects(session)).values()
    words = listed(await get_setting(session, COMPLAINT_SUBJECTS))
    found = complaint_subjects(((one.id, one.parent_id, one.name) for one in subjects), words)
    stored, settings = await get_stored(session), session.house.settings
    return Complaints(
        found, lambda place: listed(settings.resolve(stored, ANGRY_WORDS.key, place)[0])
    )


async def gather_facts(
    session: ReadSession | WriteSession, ids: Sequence[UUID], scopes: Sequence[Scope]
) -> dict[UUID, Mapping[str, Any]]:
    """The facts of these conversations; what modules contribute only where a scope asks for it."""
    facts = await get_facts(session, ids)
    asked = {condition.field for scope in scopes for condition in scope.conditions}
    for field, selector in session.house.crisis_selectors.items():
        if field not in asked:
            continue
        customers = sorted({one["customer"] for one in facts.values()})
        values = await selector.facts(session, customers)
        facts = {
            key: {**one, field: tuple(values.get(one["customer"], ()))}
            for key, one in facts.items()
        }
    named = [condition for scope in scopes for condition in scope.conditions]
    full = await add_customer_facts(session, list(facts.values()), named)
    return dict(zip(facts, full, strict=True))


async def count_affected(session: ReadSession, body: ScopeIn) -> tuple[int, int]:
    """How many conversations are open, and how many of them a scope would fit."""
    conditions = tuple(Condition(one.field, tuple(one.any_of)) for one in body.scope)
    scope = Scope(conditions, body.match)
    ids = await list_open_ids(session)
    found = 0
    for at in range(0, len(ids), CHUNK):
        facts = await gather_facts(session, ids[at : at + CHUNK], [scope])
        found += sum(scope.fits(one) for one in facts.values())
    return len(ids), found


async def find_marks(
    session: ReadSession, access: Access, ids: Sequence[UUID]
) -> list[IncidentMark]:
    """Which of these conversations open incidents concern: one look for a page of a list, and none
    while no incident is on. Drills concern nobody.
    """
    on = [one.id for one in await get_watched(session) if not one.drill]
    if not on or not ids:
        return []
    query = select(IncidentConversation.conversation_id, IncidentConversation.incident_id).where(
        IncidentConversation.conversation_id.in_(ids), IncidentConversation.incident_id.in_(on)
    )
    rows = (await session.execute(query)).all()
    kind = session.house.object_kinds[CONVERSATION]
    readable = await kind.look(session, access, sorted({row.conversation_id for row in rows}))
    return [
        IncidentMark(conversation_id=row.conversation_id, incident_id=row.incident_id)
        for row in rows
        if row.conversation_id in readable
    ]
