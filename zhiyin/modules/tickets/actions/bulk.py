"""Several tickets changed at once, and that taken back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError, ProblemError
from zhiyin.modules.procedures.interface import may_undo
from zhiyin.modules.tickets.actions.editing import apply, hold
from zhiyin.modules.tickets.actions.reminding import remind
from zhiyin.modules.tickets.errors import ChangedSinceError, TooLateToUndoError
from zhiyin.modules.tickets.models import Ticket, TicketChange
from zhiyin.modules.tickets.permissions import EDIT
from zhiyin.modules.tickets.schemas.bulk import BulkChange, BulkIn, BulkOut, Skipped
from zhiyin.modules.tickets.schemas.tickets import TicketPatch


async def change_many(session: WriteSession, access: Access, body: BulkIn) -> BulkOut:
    """Changes all of these that the caller may change; says which stayed as they were, and why."""
    access.check(EDIT)
    batch_id = new_id()
    told = BulkOut(batch_id=batch_id, changed=[], skipped=[])
    held: list[Ticket] = []
    # One after the other in the order of their ids: two who change the same ones never cross.
    for ticket_id in sorted(set(body.ids)):
        try:
            row = await hold(session, access, ticket_id)
            row.version += 1
            patch = _patch_of(row, body.change)
            held.append(await apply(session, access, row, patch, batch_id=batch_id))
        except ProblemError as problem:
            await _leave(session, access, ticket_id, problem, told)
    await _finish(session, held, told)
    return told


async def _finish(session: WriteSession, held: list[Ticket], told: BulkOut) -> None:
    """Sets the reminders of those that were changed, after all rows."""
    await remind(session, held)
    told.changed.extend(row.id for row in held)


async def _leave(
    session: WriteSession, access: Access, ticket_id: UUID, problem: ProblemError, told: BulkOut
) -> None:
    """Lets a ticket stand as it was."""
    row = session.identity_map.get(session.identity_key(Ticket, ticket_id))
    if row is not None:
        session.expire(row)
    reason = problem.sentence().say(access.language)
    told.skipped.append(Skipped(id=ticket_id, code=problem.code, reason=reason))


def _patch_of(row: Ticket, change: BulkChange) -> TicketPatch:
    given = change.model_dump(exclude_unset=True, exclude={"add_tags", "remove_tags"})
    if change.add_tags or change.remove_tags:
        kept = [tag for tag in row.tags if tag not in change.remove_tags]
        given["tags"] = list(dict.fromkeys([*kept, *change.add_tags]))
    return TicketPatch.model_validate(given)


async def take_back_many(session: WriteSession, access: Access, batch_id: UUID) -> BulkOut:
    """Undoes within half a minute what was done to several: each stands as it stood, but those
    that somebody has changed since.
    """
    access.check(EDIT)
    query = select(TicketChange).where(
        TicketChange.batch_id == batch_id, TicketChange.staff_id == access.id
    )
    steps = (await session.execute(query.order_by(TicketChange.ticket_id))).scalars().all()
    if not steps:
        raise NotFoundError
    began: datetime | None = min(step.at for step in steps)
    if began is None or not may_undo(began, now()):
        raise TooLateToUndoError
    told = BulkOut(batch_id=new_id(), changed=[], skipped=[])
    held: list[Ticket] = []
    for step in steps:
        try:
            row = await hold(session, access, step.ticket_id)
            if await _changed_since(session, step):
                raise ChangedSinceError
            row.version += 1
            patch = TicketPatch.model_validate(_before(step.parts))
            held.append(
                await apply(session, access, row, patch, verb="take_back", batch_id=told.batch_id)
            )
        except ProblemError as problem:
            await _leave(session, access, step.ticket_id, problem, told)
    await _finish(session, held, told)
    return told


async def _changed_since(session: WriteSession, step: TicketChange) -> bool:
    later = select(func.count()).where(
        TicketChange.ticket_id == step.ticket_id, TicketChange.id > step.id
    )
    return bool(await session.scalar(later))


def _before(parts: dict[str, Any]) -> dict[str, Any]:
    """What a step changed, as it was before."""
    return {part: before for part, (before, _) in parts.items() if part != "result"}
