"""Moves of cases for whom they concern: each asks again for what they see."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.contracts.module import LivePush
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.live.hub import Push, Topic, topic_frame
from zhiyin.modules.people.interface import own_topic
from zhiyin.modules.procedures.events import MOVES, ProcedureChanged, ProcedurePublished
from zhiyin.modules.procedures.models import Case, CaseStep, Task
from zhiyin.modules.procedures.permissions import SEE

CASES = "cases"
PROCEDURES = Topic("procedures", SEE)


async def push_moves(session: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """Owners of steps, who began the case and who moved it are told once; so is whoever looks at
    procedures.
    """
    heard: list[Any] = [stored.event for stored in events]
    ids = {one.case_id for one in heard}
    concerned: set[UUID | None] = {
        stored.actor.id for stored in events if stored.actor.kind == "staff"
    }
    begun = select(Case.started_by).where(Case.id.in_(ids))
    owners = (
        select(Task.owner_id)
        .join(CaseStep, CaseStep.task_id == Task.id)
        .where(CaseStep.case_id.in_(ids))
    )
    for query in (begun, owners):
        concerned |= set((await session.execute(query)).scalars())
    people = [Push(own_topic(one), topic_frame(CASES)) for one in sorted(filter(None, concerned))]
    return [*people, Push(PROCEDURES.name, topic_frame(PROCEDURES.name))]


async def push_edits(session: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """Whoever looks at procedures is told that one is other than it was."""
    return [Push(PROCEDURES.name, topic_frame(PROCEDURES.name))]


PUSH_MOVES = LivePush(MOVES, push_moves)
PUSH_EDITS = LivePush((ProcedureChanged, ProcedurePublished), push_edits)
