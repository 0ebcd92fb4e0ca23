"""Whom a procedure wants told of its steps, besides those who have them."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.people.interface import NewNotice, notify
from zhiyin.modules.procedures.actions.moving import call_of
from zhiyin.modules.procedures.events import StepDue, StepEscalated, StepOpened
from zhiyin.modules.procedures.models import Case, CaseStep
from zhiyin.modules.procedures.queries.procedures import get_documents
from zhiyin.modules.procedures.queries.who import find_told, get_supervisors
from zhiyin.modules.procedures.rules.documents import Step, Who
from zhiyin.modules.procedures.rules.tasks import CASE

OPENED = "procedures.step_opened"
SOON = "procedures.step_due_soon"
LATE = "procedures.step_late"
ESCALATED = "procedures.step_escalated"
ALONE = "procedures.step_alone"
KIND_OF = {"opened": OPENED, "due_soon": SOON, "late": LATE}

Told = StepOpened | StepDue | StepEscalated


async def tell_of_steps(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Tells everybody named, once for each matter; who moved the case knows."""
    heard = [(stored, stored.event) for stored in events]
    ids = {event.step_id for _, event in heard if isinstance(event, Told)}
    rows = {
        step.id: (step, case)
        for step, case in await session.execute(
            select(CaseStep, Case)
            .join(Case, Case.id == CaseStep.case_id)
            .where(CaseStep.id.in_(ids))
        )
    }
    documents = await get_documents(session, sorted({row.version_id for row, _ in rows.values()}))
    notices: list[NewNotice] = []
    for stored, event in heard:
        if not isinstance(event, Told) or event.step_id not in rows:
            continue
        row, case = rows[event.step_id]
        step = documents[row.version_id][1].step(row.step)
        if step is None:
            continue
        about = ObjectRef(CASE, case.id)
        call = call_of(case)
        for kind, key, who in _wanted(event, step):
            people = await find_told(session, call, who) if who else []
            if who is None:
                people = await get_supervisors(session, call)
            notices += _notices(people, kind, f"{kind}:{row.id}:{key}", about, stored.actor.id)
    await notify(session, notices)


def _wanted(event: Told, step: Step) -> Iterator[tuple[str, str, Who | None]]:
    """Kind, key and whom; nobody named means those who look after the shop."""
    if isinstance(event, StepEscalated):
        if event.place < len(step.escalations):
            for who in step.escalations[event.place].notify:
                yield ESCALATED, str(event.place), who
        return
    when = "opened" if isinstance(event, StepOpened) else event.stage
    for notice in step.notices:
        if notice.when == when:
            for who in notice.to:
                yield KIND_OF[when], "", who
    if isinstance(event, StepOpened) and event.alone:
        yield ALONE, "", None


def _notices(
    people: Sequence[UUID], kind: str, key: str, about: ObjectRef, actor_id: UUID | None
) -> list[NewNotice]:
    return [NewNotice(one, kind, key, about) for one in people if one != actor_id]
