"""Reads of custom fields."""

from collections.abc import Sequence

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.kernel.http.shapes import Labels
from zhiyin.modules.catalogue.models import FieldDefinition
from zhiyin.modules.catalogue.schemas import FieldOut, HostOut

KEPT_SECONDS = 2.0
FIELDS = "catalogue.fields"


def list_hosts(house: House) -> list[HostOut]:
    """The kinds of objects that take custom fields."""
    return [
        HostOut(
            kind=one.kind,
            title=Labels.of(one.title),
            closing=one.closing,
            personal=one.personal is not None,
        )
        for one in house.field_hosts.values()
    ]


def access_host(house: House, kind: str) -> HostOut:
    """One of them."""
    found = next((one for one in list_hosts(house) if one.kind == kind), None)
    if found is None:
        raise NotFoundError
    return found


async def list_fields(session: ReadSession | WriteSession, kind: str) -> Sequence[FieldOut]:
    """The fields of a kind in their order, as this process read them last: at most two seconds
    ago.
    """

    async def read() -> list[FieldOut]:
        query = select(FieldDefinition).where(
            FieldDefinition.kind == kind, FieldDefinition.deleted_at.is_(None)
        )
        rows = await session.execute(query.order_by(FieldDefinition.position, FieldDefinition.code))
        return [FieldOut.model_validate(row) for row in rows.scalars()]

    return await session.house.kept.get(session, FIELDS, KEPT_SECONDS, read, kind)


def forget_fields(session: WriteSession) -> None:
    """Has the fields read anew: they change in this transaction."""
    session.house.kept.forget(session, FIELDS)
