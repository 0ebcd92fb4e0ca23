"""A dry run (试运行): what a rule would have acted on lately, and nothing is changed.

Objects are looked at as they stand now: the record keeps what happened, not how things stood.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.procedures import AnySession
from zhiyin.kernel.db.base import BigInt
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import read_stored
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import JobKind, JobRun, ask_job
from zhiyin.modules.automation.actions.giving import NewRun, Rule, get_met
from zhiyin.modules.automation.actions.lasting import find_lasting
from zhiyin.modules.automation.actions.reading import find_starts
from zhiyin.modules.automation.models import AutomationTrial
from zhiyin.modules.automation.schemas import AutomationTrialOut, RuleDocument, TrialFound

TRY = "automation.try"
DAYS = 30
PIECE = 500
SHOWN = 50
_PAGE = text("""
    SELECT id, kind, payload, about, actor, cause, at, chain FROM events
    WHERE id > :after AND at >= :since AND kind = ANY(:kinds) ORDER BY id LIMIT :limit
""")
_TOTAL = text("SELECT count(*) FROM events WHERE at >= :since AND kind = ANY(:kinds)")


async def ask_trial(session: WriteSession, access: Access, document: RuleDocument) -> UUID:
    """Asks for a dry run."""
    job_id = await ask_job(session, TRY)
    said = document.model_dump(mode="json")
    session.add(AutomationTrial(id=job_id, document=said, asked_by=access.id))
    audit(session, TRY, ObjectRef("job", job_id), after={"about": document.about})
    return job_id


async def try_rule(run: JobRun) -> None:
    """Goes through the record piece by piece; taken up again it goes on where it was."""
    async with run.database.reading() as session:
        row = await session.get(AutomationTrial, run.id)
        if row is None:
            return
        begun = row.made_at - timedelta(days=DAYS)
        rule = Rule(row.id, "", RuleDocument.model_validate(row.document), begun)
    if rule.document.standstill:
        async with run.database.reading() as session:
            starts = await find_lasting(session, rule)
            met = await get_met(session, starts)
        await _note(run, len(starts), met, None)
    else:
        await _go_through(run, rule)
    async with run.database.writing(run.actor) as writing:
        done = await writing.get_one(AutomationTrial, run.id, with_for_update=True)
        done.ended_at = now()


async def _go_through(run: JobRun, rule: Rule) -> None:
    house = run.database.house
    happening = house.happenings.get(rule.document.happening or "")
    if happening is None:
        return
    asked = {"since": rule.since, "kinds": [one.event_kind() for one in happening.kinds]}
    async with run.database.reading() as session:
        total = await session.scalar(_TOTAL, asked)
        held = await session.get_one(AutomationTrial, run.id)
        after, seen = held.place, held.seen
    while True:
        await run.tell("events", seen, total)
        async with run.database.reading() as session:
            values = {**asked, "after": after, "limit": PIECE}
            rows = (await session.execute(_PAGE, values)).all()
            if not rows:
                return
            events = [one for row in rows if (one := read_stored(house.registry, row))]
            met = await get_met(session, find_starts(house, [rule], events))
        after, seen = rows[-1].id, seen + len(rows)
        await _note(run, len(rows), met, after)


async def _note(run: JobRun, seen: int, met: list[NewRun], place: int | None) -> None:
    async with run.database.writing(run.actor) as session:
        row = await session.get_one(AutomationTrial, run.id, with_for_update=True)
        row.seen, row.matched = row.seen + seen, row.matched + len(met)
        found = dict.fromkeys([*row.found, *(one.start.about_id for one in met)])
        row.found = list(found)[:SHOWN]
        row.place = BigInt(place or row.place)


async def show_trial(session: ReadSession, access: Access, job_id: UUID) -> AutomationTrialOut:
    """How far one's own dry run has come."""
    row = await session.get(AutomationTrial, job_id)
    if row is None or row.asked_by != access.id:
        raise NotFoundError
    return AutomationTrialOut(
        job_id=row.id,
        seen=row.seen,
        matched=row.matched,
        found=await _found(session, access, row),
        ended=row.ended_at is not None,
    )


async def _found(session: AnySession, access: Access, row: AutomationTrial) -> list[TrialFound]:
    kind = session.house.object_kinds.get(str(row.document["about"]))
    if kind is None:
        return []
    faces = await kind.look(session, access, row.found)
    return [
        TrialFound(id=one, title=faces[one].title, path=faces[one].path)
        for one in row.found
        if one in faces
    ]


JOBS = (
    JobKind(
        TRY,
        Text("试运行自动化规则", "Try a rule of automation"),
        try_rule,
        {"events": Text("逐条查看最近的事件", "Going through what happened lately")},
    ),
)
