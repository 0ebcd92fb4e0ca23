"""Incidents: declared, changed, told, worked on, closed, learnt from."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Text
from zhiyin.kernel.jobs.jobs import ask_job
from zhiyin.modules.conversations.interface import list_open_ids
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.procedures.interface import NewTask, make_tasks
from zhiyin.modules.routing.crisis import FIELDS
from zhiyin.modules.routing.errors import BadScopeError, IncidentClosedError, NoScriptError
from zhiyin.modules.routing.events import IncidentChanged, IncidentClosed, IncidentDeclared
from zhiyin.modules.routing.models import Incident, IncidentEntry
from zhiyin.modules.routing.queries.affected import INCIDENTS
from zhiyin.modules.routing.queries.customer_facts import list_offered
from zhiyin.modules.routing.queries.incidents import KIND, show_incidents
from zhiyin.modules.routing.queries.surges import ACTIVE
from zhiyin.modules.routing.schemas.incidents import (
    IncidentIn,
    IncidentPatch,
    Review,
    ScopeCondition,
    Script,
    TasksIn,
    TaskWish,
)

TELL = "routing.tell_affected"
SEARCH = "routing.search_affected"
ORIGIN = "routing.incident"
DRILL = Text("【演练】{title}", "[Drill] {title}")
_TOLD = text("""
    SELECT count(*) FROM incident_conversations
    WHERE incident_id = :id AND told = :number AND told_at >=
        (SELECT max(at) FROM incident_entries WHERE incident_id = :id AND kind = 'send')
""")


def _ref(row: Incident) -> ObjectRef:
    return ObjectRef(KIND, row.id)


async def _locked(session: WriteSession, incident_id: UUID, *, open_only: bool = True) -> Incident:
    row = await session.get(Incident, incident_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    if open_only and row.closed_at is not None:
        raise IncidentClosedError
    return row


def _note(session: WriteSession, row: Incident, kind: str, text: str = "", **values: Any) -> None:
    """A line of the history; everybody reads the incident anew."""
    by = session.actor.id if session.actor.kind == "staff" else None
    session.add(
        IncidentEntry(
            id=new_id(), incident_id=row.id, kind=kind, staff_id=by, text=text, values=values
        )
    )
    session.house.kept.forget(session, INCIDENTS)
    session.house.kept.forget(session, ACTIVE)


def _changed(session: WriteSession, row: Incident, what: str) -> None:
    emit(session, IncidentChanged(row.id, what), _ref(row))


async def check_scope(session: WriteSession, scope: list[ScopeCondition]) -> None:
    """Refuses a condition on something that nobody knows."""
    offered = [one.field for one in await list_offered(session)]
    known = {*FIELDS, *session.house.crisis_selectors, *offered}
    if any(one.field not in known for one in scope):
        raise BadScopeError


async def declare_incident(session: WriteSession, body: IncidentIn) -> Incident:
    """Declares an incident, or begins a drill; what is open is looked through at once."""
    await check_scope(session, body.scope)
    row = Incident(
        id=new_id(),
        version=1,
        title=body.title,
        level=body.level,
        drill=body.drill,
        match=body.match,
        scope=[one.model_dump() for one in body.scope],
        script=body.script.model_dump(by_alias=True),
        open_at_start=len(await list_open_ids(session)),
        declared_by=session.actor.id,
        declared_at=now(),
    )
    session.add(row)
    await session.flush()
    after = body.model_dump(mode="json", by_alias=True)
    audit(session, "routing.declare_incident", _ref(row), after=after)
    emit(session, IncidentDeclared(row.id, row.level, row.drill), _ref(row))
    _note(session, row, "declared")
    await ask_job(session, SEARCH, about=_ref(row))
    return row


async def change_incident(
    session: WriteSession, incident_id: UUID, body: IncidentPatch, version: int | None
) -> Incident:
    """Changes title, level or scope; what was found already stays."""
    row = await _locked(session, incident_id)
    shown = (await show_incidents(session, [row]))[0].model_dump(mode="json", by_alias=True)
    check_version(row, version, shown)
    given = body.model_dump(exclude_unset=True, exclude_none=True)
    if body.scope is not None:
        await check_scope(session, body.scope)
    before = {name: shown[name] for name in given}
    for name, value in given.items():
        setattr(row, name, value)
    audit(session, "routing.change_incident", _ref(row), before=before, after=given)
    _note(session, row, "changed", fields=sorted(given))
    _changed(session, row, "scope")
    if "scope" in given or "match" in given:
        await ask_job(session, SEARCH, about=_ref(row))
    return row


async def put_script(
    session: WriteSession, incident_id: UUID, script: Script, version: int | None
) -> Incident:
    """Writes the calming words anew. Nobody is told the new ones until somebody sends them."""
    row = await _locked(session, incident_id)
    shown = (await show_incidents(session, [row]))[0].model_dump(mode="json", by_alias=True)
    check_version(row, version, shown)
    before, after = dict(row.script), script.model_dump(by_alias=True)
    row.script, row.script_number, row.sending = after, row.script_number + 1, False
    audit(session, "routing.put_script", _ref(row), before=before, after=after)
    _note(session, row, "script", number=row.script_number)
    _changed(session, row, "script")
    return row


async def send_script(session: WriteSession, incident_id: UUID) -> Incident:
    """Tells everybody concerned the calming words, and newcomers from now on; once each."""
    row = await _locked(session, incident_id)
    if not all(str(text).strip() for text in row.script.values()) or not row.script:
        raise NoScriptError
    row.sending = True
    row.version += 1
    job_id = await ask_job(session, TELL, {"number": row.script_number}, _ref(row))
    audit(session, "routing.send_script", _ref(row), after={"number": row.script_number})
    _note(session, row, "send", job_id=str(job_id), number=row.script_number)
    _changed(session, row, "send")
    return row


async def stop_sending(session: WriteSession, incident_id: UUID) -> Incident:
    """Nobody else is told from now on; agents are still offered the words."""
    row = await _locked(session, incident_id)
    if row.sending:
        row.sending = False
        row.version += 1
        audit(session, "routing.stop_script", _ref(row), after={"number": row.script_number})
        _note(session, row, "stopped", number=row.script_number)
        _changed(session, row, "stop")
    return row


async def note_told(session: WriteSession, incident_id: UUID, number: int) -> None:
    """The job is through: so many were told since it was asked for, by it or on arriving."""
    row = await session.get(Incident, incident_id)
    if row is not None:
        told = await session.scalar(_TOLD, {"id": incident_id, "number": number})
        _note(session, row, "sent", count=told, number=number)
        _changed(session, row, "sent")


async def book_tasks(session: WriteSession, incident_id: UUID, body: TasksIn) -> Incident:
    """Books tasks for the technical and the compensation line; those of a drill go to whoever
    declared it, and say so.
    """
    # Tasks lie below: their rows are locked first.
    row = await session.get(Incident, incident_id)
    if row is None:
        raise NotFoundError
    if row.closed_at is not None:
        raise IncidentClosedError
    teams = [one.team_id for one in body.tasks if one.team_id]
    people = [one.owner_id for one in body.tasks if one.owner_id]
    if not await are_known(session, staff_ids=people, team_ids=teams):
        raise NotFoundError
    keys = [f"incident:{incident_id}:{new_id()}" for _ in body.tasks]
    wanted = [_task(row, one, key) for one, key in zip(body.tasks, keys, strict=True)]
    await make_tasks(session, wanted)
    booked = [
        {"key": key, "line": one.line, "title": one.title}
        for one, key in zip(body.tasks, keys, strict=True)
    ]
    audit(session, "routing.book_tasks", _ref(row), after={"tasks": booked})
    _note(session, row, "tasks", tasks=booked)
    _changed(session, row, "tasks")
    return row


def _task(row: Incident, one: TaskWish, key: str) -> NewTask:
    return NewTask(
        DRILL.say(DEFAULT_LANGUAGE, title=one.title) if row.drill else one.title,
        one.due_at,
        ORIGIN,
        one.text,
        _ref(row),
        team_id=None if row.drill else one.team_id,
        owner_id=row.declared_by if row.drill else one.owner_id,
        key=key,
    )


async def note_incident(session: WriteSession, incident_id: UUID, text: str) -> Incident:
    """Adds a line somebody wrote."""
    row = await _locked(session, incident_id, open_only=False)
    audit(session, "routing.note_incident", _ref(row), after={"text": text})
    _note(session, row, "note", text)
    _changed(session, row, "note")
    return row


async def close_incident(session: WriteSession, incident_id: UUID, reason: str) -> Incident:
    """It is over: nobody is told any more, nothing is suggested."""
    row = await _locked(session, incident_id)
    row.closed_at, row.closed_by, row.sending = now(), session.actor.id, False
    row.version += 1
    audit(session, "routing.close_incident", _ref(row), reason=reason or None)
    _note(session, row, "closed", reason)
    emit(session, IncidentClosed(row.id, row.drill), _ref(row))
    return row


async def reopen_incident(session: WriteSession, incident_id: UUID) -> Incident:
    """It is not over after all."""
    row = await _locked(session, incident_id, open_only=False)
    if row.closed_at is not None:
        row.closed_at, row.closed_by = None, None
        row.version += 1
        audit(session, "routing.reopen_incident", _ref(row))
        _note(session, row, "reopened")
        _changed(session, row, "reopened")
    return row


async def put_review(
    session: WriteSession, incident_id: UUID, review: Review, version: int | None
) -> Incident:
    """Writes what is learnt of it."""
    row = await _locked(session, incident_id, open_only=False)
    shown = (await show_incidents(session, [row]))[0].model_dump(mode="json", by_alias=True)
    check_version(row, version, shown)
    before, after = dict(row.review), review.model_dump()
    row.review = after
    audit(session, "routing.put_review", _ref(row), before=before, after=after)
    _note(session, row, "reviewed")
    _changed(session, row, "review")
    return row
