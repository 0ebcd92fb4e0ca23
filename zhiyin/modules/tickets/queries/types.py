"""Reads of the types of tickets."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.fields.field import CustomField
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.tickets.models import TicketType
from zhiyin.modules.tickets.rules import KIND
from zhiyin.modules.tickets.schemas.types import TypeOut

KEPT_SECONDS = 2.0
TYPES = "tickets.types"


async def get_types(session: ReadSession | WriteSession) -> dict[UUID, TypeOut]:
    """All types in their order, as this process read them last: at most two seconds ago."""

    async def read() -> dict[UUID, TypeOut]:
        query = select(TicketType).order_by(TicketType.position, TicketType.code)
        rows = (await session.execute(query)).scalars()
        return {row.id: TypeOut.model_validate(row) for row in rows}

    return await session.house.kept.get(session, TYPES, KEPT_SECONDS, read)


def forget_types(session: WriteSession) -> None:
    """Has the types read anew: they change in this transaction."""
    session.house.kept.forget(session, TYPES)


async def access_type(session: ReadSession | WriteSession, type_id: UUID) -> TypeOut:
    """One type; not found otherwise."""
    found = (await get_types(session)).get(type_id)
    if found is None:
        # Made a moment ago by another process.
        row = await session.get(TicketType, type_id)
        if row is None:
            raise NotFoundError
        found = TypeOut.model_validate(row)
    return found


async def get_type_fields(
    session: ReadSession | WriteSession, kind: TypeOut
) -> Sequence[CustomField]:
    """The custom fields that tickets of this type have."""
    fields = await get_fields(session, KIND)
    return [one for one in fields if kind.fields is None or one.code in kind.fields]
