"""Writes of the types of tickets."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.order import put_in_order
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.procedures.interface import get_codes
from zhiyin.modules.tickets.errors import StatusInUseError, TypeCodeTakenError
from zhiyin.modules.tickets.events import TicketTypeChanged
from zhiyin.modules.tickets.models import Ticket, TicketType
from zhiyin.modules.tickets.queries.types import forget_types
from zhiyin.modules.tickets.rules import LIVE, first_of
from zhiyin.modules.tickets.schemas.types import TypeIn, TypeLook, TypeOut

REF = "ticket_type"
NO_NAME = Text("请填写名称。", "Please give it a name.")
SAME_STATUS = Text("状态编号重复。", "Two statuses have the same code.")
NO_BEGIN = Text("至少要有一个处理中的状态。", "At least one status must be one of work.")
NO_END = Text("至少要有一个结束状态。", "At least one status must be an end.")
NO_PROCEDURE = Text("没有这个流程。", "There is no such procedure.")
OTHER_KIND = Text(
    "状态的性质不能改变，请新建状态。", "What a status means is for good. Add another."
)


def check_look(body: TypeLook, before: TypeOut | None = None) -> dict[str, Text]:
    """What is wrong with a type, by the name of its part."""
    codes = [one.code for one in body.statuses]
    if not (body.name.zh.strip() and body.name.en.strip()):
        return {"name": NO_NAME}
    if any(not (one.name.zh.strip() and one.name.en.strip()) for one in body.statuses):
        return {"statuses": NO_NAME}
    if len(set(codes)) < len(codes):
        return {"statuses": SAME_STATUS}
    if first_of(body.statuses, *LIVE) is None:
        return {"statuses": NO_BEGIN}
    if first_of(body.statuses, "solved", "closed") is None:
        return {"statuses": NO_END}
    kinds = {one.code: one.kind for one in before.statuses} if before else {}
    if any(kinds.get(one.code, one.kind) != one.kind for one in body.statuses):
        return {"statuses": OTHER_KIND}
    return {}


def _stored(body: TypeLook) -> dict[str, Any]:
    return {
        "name": body.name.as_json(),
        "statuses": [one.model_dump(mode="json", by_alias=True) for one in body.statuses],
        "fields": body.fields,
        "urgency": body.urgency,
        "importance": body.importance,
        "team_id": body.team_id,
        "due_within": body.due_within,
        "procedure_code": body.procedure_code,
        "active": body.active,
        "position": body.position,
    }


async def _check(session: WriteSession, body: TypeLook, before: TypeOut | None = None) -> None:
    if errors := check_look(body, before):
        raise InvalidInputError(fields=errors)
    if body.team_id and not await are_known(session, team_ids=[body.team_id]):
        raise NotFoundError
    named = body.procedure_code
    kept = before is not None and before.procedure_code == named
    if named is not None and not kept and named not in await get_codes(session):
        raise InvalidInputError(fields={"procedure_code": NO_PROCEDURE})


async def make_type(session: WriteSession, body: TypeIn) -> TicketType:
    """Makes a type; the unique code decides between two who make the same."""
    await _check(session, body)
    statement = insert(TicketType).values(id=new_id(), version=1, code=body.code, **_stored(body))
    found = await session.execute(statement.on_conflict_do_nothing().returning(TicketType))
    row = found.scalar_one_or_none()
    if row is None:
        raise TypeCodeTakenError
    after = body.model_dump(mode="json", by_alias=True)
    audit(session, "tickets.make_type", ObjectRef(REF, row.id), after=after)
    _tell(session, row.id)
    return row


async def edit_type(
    session: WriteSession, type_id: UUID, body: TypeLook, version: int | None
) -> TicketType:
    """Changes a type. A status in which tickets stand is switched off, not taken away."""
    row = await session.get(TicketType, type_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError
    shown = TypeOut.model_validate(row)
    before = shown.model_dump(mode="json", by_alias=True)
    check_version(row, version, before)
    await _check(session, body, shown)
    gone = {one.code for one in shown.statuses} - {one.code for one in body.statuses}
    if gone:
        standing = select(Ticket.status).where(Ticket.type_id == type_id, Ticket.status.in_(gone))
        if left := sorted(set((await session.execute(standing.distinct())).scalars())):
            raise StatusInUseError(codes=", ".join(left))
    for name, value in _stored(body).items():
        setattr(row, name, value)
    after = body.model_dump(mode="json", by_alias=True)
    audit(session, "tickets.edit_type", ObjectRef(REF, type_id), before=before, after=after)
    _tell(session, type_id)
    return row


async def order_types(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Puts the types in this order; those that are not named come after them."""
    query = select(TicketType).order_by(TicketType.id).with_for_update()
    put_in_order((await session.execute(query)).scalars(), ids)
    after = {"ids": [str(one) for one in ids]}
    audit(session, "tickets.order_types", ObjectRef(REF, ids[0]), after=after)
    _tell(session, ids[0])


def _tell(session: WriteSession, type_id: UUID) -> None:
    forget_types(session)
    emit(session, TicketTypeChanged(type_id), ObjectRef(REF, type_id))
