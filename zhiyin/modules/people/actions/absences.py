"""Somebody is away for a while, and somebody stands in for them."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError, NotAllowedError, NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.models import Absence, Staff
from zhiyin.modules.people.permissions import MANAGE_STAFF
from zhiyin.modules.people.schemas.absences import AbsenceIn

NOT_ONESELF = Text("请选择另一位同事代办。", "Please choose another colleague to stand in.")
ENDS_BEFORE = Text("结束时间要晚于现在和开始时间。", "It has to end after now and after it begins.")


async def set_absence(
    session: WriteSession, access: Access, staff_id: UUID, body: AbsenceIn
) -> None:
    """Says that somebody is away, or back: oneself, or whoever one manages."""
    if staff_id != access.id and not access.may(MANAGE_STAFF):
        raise NotAllowedError
    since = body.since or now()
    if body.until is not None and body.until <= max(since, now()):
        raise InvalidInputError(fields={"until": ENDS_BEFORE})
    if body.substitute_id == staff_id:
        raise InvalidInputError(fields={"substitute_id": NOT_ONESELF})
    people = {one for one in (staff_id, body.substitute_id) if one}
    active = select(Staff.id).where(
        Staff.id.in_(people), Staff.state == "active", Staff.kind == "human"
    )
    if set((await session.execute(active)).scalars()) != people:
        raise NotFoundError
    values = {"substitute_id": body.substitute_id, "since": since, "until": body.until}
    if body.until is None:
        await session.execute(delete(Absence).where(Absence.staff_id == staff_id))
    else:
        statement = insert(Absence).values(staff_id=staff_id, **values)
        await session.execute(
            statement.on_conflict_do_update(index_elements=["staff_id"], set_=values)
        )
    after = body.model_dump(mode="json")
    audit(session, "people.set_absence", ObjectRef("staff", staff_id), after=after)
