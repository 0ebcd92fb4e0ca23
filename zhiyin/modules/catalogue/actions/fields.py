"""Writes of custom fields (自定义字段)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.order import put_in_order
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.fields.field import CHOSEN
from zhiyin.kernel.fields.formulas import Unit, uses
from zhiyin.modules.catalogue.actions.definitions import (
    NEEDLESS_FORMULA,
    check_formula,
    check_look,
    check_new,
)
from zhiyin.modules.catalogue.errors import (
    FieldCodeTakenError,
    FieldInFormulaError,
    FieldInUseError,
    TooManyFieldsError,
)
from zhiyin.modules.catalogue.events import FormulaChanged
from zhiyin.modules.catalogue.models import FieldDefinition
from zhiyin.modules.catalogue.queries import (
    access_host,
    as_custom,
    forget_fields,
    read_fields,
)
from zhiyin.modules.catalogue.schemas import FieldIn, FieldLook, FieldOut

# More on one card help nobody.
MOST_FIELDS = 60
REF = "field"
# Any constant: fields are made one at a time, or two could become the sixtieth.
_MAKING = 7_411_024


async def make_field(session: WriteSession, body: FieldIn) -> FieldDefinition:
    """Makes a field, at the end of its kind."""
    host = access_host(session.house, body.kind)
    if errors := check_new(body, host):
        raise InvalidInputError(fields=errors)
    unit = await _unit(session, body.kind, body.type, body)
    await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING})
    of_kind = select(FieldDefinition).where(FieldDefinition.kind == body.kind)
    if await session.scalar(of_kind.where(FieldDefinition.code == body.code)):
        raise FieldCodeTakenError
    live = of_kind.where(FieldDefinition.deleted_at.is_(None)).subquery()
    count = select(func.count(), func.coalesce(func.max(live.c.position), -1)).select_from(live)
    held, last = (await session.execute(count)).one()
    if held >= MOST_FIELDS:
        raise TooManyFieldsError(limit=MOST_FIELDS)
    row = FieldDefinition(
        id=new_id(),
        version=1,
        position=last + 1,
        kind=body.kind,
        code=body.code,
        type=body.type,
        decimals=body.decimals,
        currency=unit.currency if unit and unit.currency else body.currency,
        result="money" if unit and unit.kind == "money" else "number",
        personal=body.personal,
        **_stored(body),
    )
    session.add(row)
    after = body.model_dump(mode="json", by_alias=True)
    audit(session, "catalogue.make_field", ObjectRef(REF, row.id), after=after)
    if unit is not None:
        emit(session, FormulaChanged(row.kind, row.code), ObjectRef(REF, row.id))
    forget_fields(session)
    return row


async def _unit(
    session: WriteSession, kind: str, type_: str, body: FieldLook, before: Unit | None = None
) -> Unit | None:
    """What comes of a formula; nothing for other fields. Refuses one that cannot be reckoned."""
    if type_ != "formula":
        if body.formula:
            raise InvalidInputError(fields={"formula": NEEDLESS_FORMULA})
        return None
    others = [as_custom(one) for one in await read_fields(session, kind) if one.type != "formula"]
    unit, errors = check_formula(body, others, before)
    if errors:
        raise InvalidInputError(fields=errors)
    return unit


def _stored(body: FieldLook) -> dict[str, Any]:
    return {
        "name": body.name.as_json(),
        "help": body.help.as_json() if body.help else None,
        "choices": [one.model_dump(mode="json", by_alias=True) for one in body.choices],
        "on_card": body.on_card,
        # What must be filled in before closing is asked for then.
        "at_closing": body.at_closing or body.required,
        "required": body.required,
        "active": body.active,
        "formula": body.formula,
    }


async def _live(session: WriteSession, field_id: UUID) -> FieldDefinition:
    row = await session.get(FieldDefinition, field_id, with_for_update=True)
    if row is None or row.deleted_at is not None:
        raise NotFoundError
    return row


async def edit_field(
    session: WriteSession, field_id: UUID, body: FieldLook, version: int | None
) -> FieldDefinition:
    """Names, explains, places or switches a field; its values stay."""
    row = await _live(session, field_id)
    shown = FieldOut.model_validate(row)
    before = shown.model_dump(mode="json", by_alias=True)
    check_version(row, version, before)
    host = access_host(session.house, row.kind)
    errors = check_look(body, chosen=row.type in CHOSEN, host=host, before=shown.choices)
    if errors:
        raise InvalidInputError(fields=errors)
    held = Unit("money", row.currency) if row.result == "money" else Unit("number")
    await _unit(session, row.kind, row.type, body, held)
    other = row.formula != body.formula
    for name, value in _stored(body).items():
        setattr(row, name, value)
    after = body.model_dump(mode="json", by_alias=True)
    audit(session, "catalogue.edit_field", ObjectRef(REF, field_id), before=before, after=after)
    if other:
        emit(session, FormulaChanged(row.kind, row.code), ObjectRef(REF, row.id))
    forget_fields(session)
    return row


async def order_fields(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Puts fields in this order; those of their kinds that are not named come after them."""
    rows = await session.execute(
        select(FieldDefinition)
        .where(
            FieldDefinition.kind.in_(
                select(FieldDefinition.kind).where(FieldDefinition.id.in_(ids))
            )
        )
        .order_by(FieldDefinition.id)
        .with_for_update()
    )
    put_in_order(rows.scalars(), ids)
    after = {"ids": [str(one) for one in ids]}
    audit(session, "catalogue.order_fields", ObjectRef(REF, ids[0]), after=after)
    forget_fields(session)


async def delete_field(session: WriteSession, field_id: UUID) -> None:
    """Puts a field that nobody has filled in into the bin."""
    row = await _live(session, field_id)
    host = session.house.field_hosts.get(row.kind)
    if host is not None and await host.used(session, row.code):
        raise FieldInUseError
    for one in await read_fields(session, row.kind):
        if one.type == "formula" and uses(one.formula, row.code):
            raise FieldInFormulaError(code=one.code)
    before = {"kind": row.kind, "code": row.code}
    audit(session, "catalogue.delete_field", ObjectRef(REF, field_id), before=before)
    put_in_bin(session, row)
    forget_fields(session)
