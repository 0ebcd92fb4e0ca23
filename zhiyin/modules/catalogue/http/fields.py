"""Routes of custom fields."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch
from zhiyin.modules.catalogue.actions.fields import (
    delete_field,
    edit_field,
    make_field,
    order_fields,
)
from zhiyin.modules.catalogue.permissions import MANAGE_FIELDS
from zhiyin.modules.catalogue.queries import access_host, list_fields, list_hosts
from zhiyin.modules.catalogue.schemas import FieldIn, FieldLook, FieldOrderIn, FieldOut, HostOut

routes = Routes("fields", "/fields")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("", permit=SIGNED_IN, response_model=list[FieldOut])
async def get_fields(
    house: CurrentHouse, kind: Annotated[str, Query(max_length=40)]
) -> list[FieldOut]:
    """The custom fields of a kind of object, in their order."""
    access_host(house, kind)
    async with house.database.reading() as session:
        return list(await list_fields(session, kind))


@routes.get("/kinds", permit=SIGNED_IN, response_model=list[HostOut])
async def get_kinds(house: CurrentHouse) -> list[HostOut]:
    """The kinds of objects that take custom fields."""
    return list_hosts(house)


@routes.post("", permit=MANAGE_FIELDS, status=201, response_model=FieldOut)
async def post_field(body: FieldIn, access: Caller, house: CurrentHouse) -> FieldOut:
    """Makes a field."""
    async with house.database.writing(access.actor) as session:
        row = await make_field(session, body)
        await session.flush()
        return FieldOut.model_validate(row)


@routes.put("/order", permit=MANAGE_FIELDS, response_model=Done)
async def put_order(body: FieldOrderIn, access: Caller, house: CurrentHouse) -> Done:
    """Puts the fields of a kind in another order."""
    async with house.database.writing(access.actor) as session:
        await order_fields(session, body.ids)
    return Done()


@routes.put("/{field_id}", permit=MANAGE_FIELDS, response_model=FieldOut)
async def put_field(
    field_id: UUID, body: FieldLook, access: Caller, house: CurrentHouse, version: Version
) -> FieldOut:
    """Names, explains, places or switches a field."""
    async with house.database.writing(access.actor) as session:
        row = await edit_field(session, field_id, body, version)
        await session.flush()
        return FieldOut.model_validate(row)


@routes.delete("/{field_id}", permit=MANAGE_FIELDS)
async def remove_field(field_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts a field that nobody has filled in into the bin."""
    async with house.database.writing(access.actor) as session:
        await delete_field(session, field_id)
