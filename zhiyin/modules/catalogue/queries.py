"""Reads of custom fields."""

from collections.abc import Sequence

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.fields.field import Choice, CustomField
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
            types=list(one.types),
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
        return await read_fields(session, kind)

    return await session.house.kept.get(session, FIELDS, KEPT_SECONDS, read, kind)


async def read_fields(session: ReadSession | WriteSession, kind: str) -> list[FieldOut]:
    """The fields of a kind in their order, as they are now."""
    query = select(FieldDefinition).where(
        FieldDefinition.kind == kind, FieldDefinition.deleted_at.is_(None)
    )
    rows = await session.execute(query.order_by(FieldDefinition.position, FieldDefinition.code))
    return [FieldOut.model_validate(row) for row in rows.scalars()]


def as_custom(one: FieldOut) -> CustomField:
    """A definition as the kernel reckons with it."""
    return CustomField(
        code=one.code,
        name=one.name.as_json(),
        type=one.type,
        choices=tuple(
            Choice(choice.code, choice.name.as_json(), choice.active) for choice in one.choices
        ),
        decimals=one.decimals,
        currency=one.currency,
        personal=one.personal,
        required=one.required,
        at_closing=one.at_closing,
        active=one.active,
        formula=one.formula,
        result=one.result,
    )


def forget_fields(session: WriteSession) -> None:
    """Has the fields read anew: they change in this transaction."""
    session.house.kept.forget(session, FIELDS)
