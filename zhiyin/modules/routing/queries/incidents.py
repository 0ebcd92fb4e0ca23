"""Reads of incidents: lists, one with its history and figures, whom it concerns."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.conversations.interface import access_brief
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.procedures.interface import get_tasks_by_key
from zhiyin.modules.routing.crisis import HOUR, Share, hours_between
from zhiyin.modules.routing.models import Incident, IncidentConversation, IncidentEntry
from zhiyin.modules.routing.queries.affected import get_watched
from zhiyin.modules.routing.queries.customer_facts import list_customer_facts
from zhiyin.modules.routing.schemas.incidents import (
    AffectedOut,
    HourOfComplaints,
    IncidentDetail,
    IncidentEntryOut,
    IncidentOfConversation,
    IncidentOut,
    IncidentTask,
    Review,
    Script,
    SelectorOut,
)
from zhiyin.modules.routing.settings import COMPLAINT_TARGET

KIND = "incident"
MOST_ENTRIES = 500

_COUNTS = text("""
    SELECT incident_id, count(*) AS affected, count(told_at) AS told,
           count(complaint_at) AS complaints
    FROM incident_conversations WHERE incident_id = ANY(:ids) GROUP BY incident_id
""")
_COMPLAINTS = text("""
    SELECT date_trunc('hour', complaint_at) AS hour, count(*) AS found
    FROM incident_conversations
    WHERE incident_id = :id AND complaint_at IS NOT NULL GROUP BY 1
""")
# What came in the minute of the declaration was open by then, and is counted among those.
_ARRIVALS = text("""
    SELECT date_trunc('hour', minute) AS hour, sum(arrived) AS arrived FROM arrival_counts
    WHERE minute > date_trunc('minute', CAST(:since AS timestamptz)) AND minute <= :until
    GROUP BY 1
""")


async def access_incident(session: ReadSession | WriteSession, incident_id: UUID) -> Incident:
    """The incident; not found where there is none."""
    row = await session.get(Incident, incident_id)
    if row is None:
        raise NotFoundError
    return row


async def show_incidents(
    session: ReadSession | WriteSession, rows: Sequence[Incident]
) -> list[IncidentOut]:
    """Incidents with their figures."""
    counts = {
        one.incident_id: one
        for one in await session.execute(_COUNTS, {"ids": [row.id for row in rows]})
    }
    return [IncidentOut(**_values(row, counts.get(row.id))) for row in rows]


def _values(row: Incident, counts: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "level": row.level,
        "drill": row.drill,
        "match": row.match,
        "scope": row.scope,
        "script": Script.model_validate(row.script),
        "script_number": row.script_number,
        "sending": row.sending,
        "review": Review.model_validate(row.review),
        "declared_by": row.declared_by,
        "declared_at": row.declared_at,
        "closed_by": row.closed_by,
        "closed_at": row.closed_at,
        "version": row.version,
        "affected": counts.affected if counts else 0,
        "told": counts.told if counts else 0,
        "complaints": counts.complaints if counts else 0,
    }


async def list_incidents(
    session: ReadSession, *, closed: bool, cursor: str | None, limit: int
) -> tuple[list[IncidentOut], str | None]:
    """One page of incidents, newest first."""
    state = Incident.closed_at.is_not(None) if closed else Incident.closed_at.is_(None)
    query = select(Incident).where(state).order_by(Incident.id.desc()).limit(limit + 1)
    after = decode_cursor(cursor, UUID)
    if after is not None:
        query = query.where(Incident.id < after)
    rows = (await session.execute(query)).scalars().all()
    page = rows[:limit]
    following = encode_cursor(page[-1].id) if len(rows) > limit else None
    return await show_incidents(session, page), following


async def show_incident(session: ReadSession | WriteSession, incident_id: UUID) -> IncidentDetail:
    """One incident with everything about it."""
    row = await access_incident(session, incident_id)
    shown = (await show_incidents(session, [row]))[0]
    hours = await _hours(session, row)
    total = row.open_at_start + sum(one.conversations for one in hours)
    entries = await _entries(session, incident_id)
    return IncidentDetail(
        **shown.model_dump(by_alias=True),
        conversations=total,
        permille=Share(shown.complaints, total).permille,
        target_permille=await get_setting(session, COMPLAINT_TARGET),
        hours=hours,
        entries=entries,
        tasks=await _tasks(session, entries),
        job_id=_job(entries) if row.sending else None,
    )


def _job(entries: Sequence[IncidentEntryOut]) -> UUID | None:
    found = [one.values["job_id"] for one in entries if one.kind == "send"]
    return UUID(found[-1]) if found else None


async def _hours(session: ReadSession | WriteSession, row: Incident) -> list[HourOfComplaints]:
    until: datetime = row.closed_at or now()
    values = {"since": row.declared_at, "until": until}
    arrived = {one.hour: int(one.arrived) for one in await session.execute(_ARRIVALS, values)}
    complained = {
        one.hour: int(one.found) for one in await session.execute(_COMPLAINTS, {"id": row.id})
    }
    return [
        HourOfComplaints(
            at=one, complaints=complained.get(one, 0), conversations=arrived.get(one, 0)
        )
        for one in hours_between(row.declared_at, max(until, row.declared_at + HOUR / 3600))
    ]


async def _entries(
    session: ReadSession | WriteSession, incident_id: UUID
) -> list[IncidentEntryOut]:
    query = (
        select(IncidentEntry)
        .where(IncidentEntry.incident_id == incident_id)
        .order_by(IncidentEntry.id.desc())
        .limit(MOST_ENTRIES)
    )
    names = await get_names(session)
    rows = (await session.execute(query)).scalars().all()
    return [
        IncidentEntryOut(
            id=row.id,
            at=row.at,
            kind=row.kind,
            staff_id=row.staff_id,
            staff_name=names.staff_name(row.staff_id),
            text=row.text,
            values=row.values,
        )
        for row in reversed(rows)
    ]


async def _tasks(
    session: ReadSession | WriteSession, entries: Sequence[IncidentEntryOut]
) -> list[IncidentTask]:
    booked: dict[str, Any] = {
        one["key"]: one["line"]
        for entry in entries
        if entry.kind == "tasks"
        for one in entry.values["tasks"]
    }
    names = await get_names(session)
    found = await get_tasks_by_key(session, list(booked))
    return [
        IncidentTask(
            id=found[key].id,
            line=line,
            title=found[key].title,
            state=found[key].state,
            owner_name=names.staff_name(found[key].owner_id),
            result=found[key].result,
        )
        for key, line in booked.items()
        if key in found
    ]


async def list_affected(
    session: ReadSession, access: Access, incident_id: UUID, cursor: str | None, limit: int
) -> tuple[list[AffectedOut], str | None]:
    """One page of the conversations concerned, those found last first."""
    await access_incident(session, incident_id)
    found = IncidentConversation
    query = select(found).where(found.incident_id == incident_id)
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None:
        query = query.where(func.row(found.found_at, found.conversation_id) < func.row(*after))
    query = query.order_by(found.found_at.desc(), found.conversation_id.desc()).limit(limit + 1)
    rows = (await session.execute(query)).scalars().all()
    page = rows[:limit]
    kind = session.house.object_kinds[CONVERSATION]
    faces = await kind.look(session, access, [row.conversation_id for row in page])
    items = [
        AffectedOut(
            conversation_id=row.conversation_id,
            title=faces[row.conversation_id].title if row.conversation_id in faces else None,
            path=faces[row.conversation_id].path if row.conversation_id in faces else None,
            found_at=row.found_at,
            complaint=row.complaint_at is not None,
            told_at=row.told_at,
        )
        for row in page
    ]
    last = page[-1] if len(rows) > limit else None
    return items, encode_cursor((last.found_at, last.conversation_id)) if last else None


async def get_incidents_of(
    session: ReadSession, access: Access, conversation_id: UUID
) -> list[IncidentOfConversation]:
    """Incidents that concern a conversation the caller may read; drills concern nobody."""
    brief = await access_brief(session, access, conversation_id)
    on = {one.id: one for one in await get_watched(session) if not one.drill}
    if not on:
        return []
    query = select(IncidentConversation).where(
        IncidentConversation.conversation_id == conversation_id,
        IncidentConversation.incident_id.in_(on),
    )
    rows = (await session.execute(query)).scalars()
    return [
        IncidentOfConversation(
            id=row.incident_id,
            title=on[row.incident_id].title,
            level=on[row.incident_id].level,
            text=_words(on[row.incident_id].script, brief.language),
            told_at=row.told_at if row.told == on[row.incident_id].script_number else None,
        )
        for row in rows
    ]


def _words(script: Any, language: str) -> str:
    return str(script.get(language) or script.get("zh-CN") or "")


async def list_selectors(session: ReadSession) -> list[SelectorOut]:
    """What modules contribute to scopes, with what can be chosen."""
    found = []
    for one in session.house.crisis_selectors.values():
        choices = await one.choices(session) if one.choices else None
        labels = {key: Labels.of(name) for key, name in choices.items()} if choices else None
        found.append(SelectorOut(field=one.field, title=Labels.of(one.title), choices=labels))
    return found + await list_customer_facts(session)
