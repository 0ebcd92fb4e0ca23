"""A customer answers: steps that wait for them go on, where their procedure says with what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, tuple_

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.procedures.actions.timing import REPLIED, move_soon
from zhiyin.modules.procedures.models import Case, CaseStep
from zhiyin.modules.procedures.queries.procedures import get_documents


@dataclass(frozen=True)
class Reply:
    """A customer wrote: when, about which objects, and in answer to what which steps had told them.
    Steps that told them something stand for their whole case.
    """

    at: datetime
    about: Collection[ObjectRef] = ()
    told_by: Collection[UUID] = ()


async def are_awaited(session: ReadSession | WriteSession) -> bool:
    """Whether any case waits for any customer: what everybody writes is asked no further if not."""
    query = select(CaseStep.id).where(CaseStep.state == "open", CaseStep.task_id.is_(None))
    return await session.scalar(query.limit(1)) is not None


async def hear_replies(session: WriteSession, replies: Sequence[Reply]) -> None:
    """Has every step go on that waited when the customer wrote. Heard late, twice or in another
    order, a reply ends only what was open when it was written, once.
    """
    found: dict[UUID, UUID] = {}
    for reply in replies:
        if reply.about or reply.told_by:
            found |= await _waiting(session, reply)
    move_soon(session, REPLIED, sorted(found.items()))


async def _waiting(session: WriteSession, reply: Reply) -> dict[UUID, UUID]:
    """Steps that waited for this, with their cases."""
    told = select(CaseStep.case_id).where(CaseStep.id.in_(reply.told_by))
    about = [(ref.kind, ref.id) for ref in reply.about]
    query = (
        select(CaseStep.id, CaseStep.case_id, CaseStep.version_id, CaseStep.step)
        .join(Case, Case.id == CaseStep.case_id)
        .where(
            Case.state == "running",
            CaseStep.state == "open",
            CaseStep.task_id.is_(None),
            CaseStep.opened_at <= reply.at,
            or_(tuple_(Case.about_kind, Case.about_id).in_(about), Case.id.in_(told)),
        )
    )
    rows = (await session.execute(query)).all()
    documents = await get_documents(session, sorted({row.version_id for row in rows}))
    found = {}
    for row in rows:
        step = documents[row.version_id][1].step(row.step)
        if step is not None and step.reply_outcome is not None:
            found[row.id] = row.case_id
    return found
