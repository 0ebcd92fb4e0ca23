"""Routes of the types of tickets."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets.actions.types import edit_type, make_type, order_types
from zhiyin.modules.tickets.permissions import MANAGE
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.schemas.types import TypeIn, TypeLook, TypeOrderIn, TypeOut

routes = Routes("ticket types", "/ticket-types")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get(
    "",
    permit=SIGNED_IN,
    tool=Tool(
        "list_ticket_types",
        Text("查看工单类型", "List ticket types"),
        Text(
            "全部工单类型及其状态；新建和筛选工单时要用到类型的 id。",
            "All types of tickets with their statuses; making and finding tickets takes their ids.",
        ),
    ),
    response_model=list[TypeOut],
)
async def get_list(house: CurrentHouse) -> list[TypeOut]:
    """All types in their order, switched-off ones too."""
    async with house.database.reading() as session:
        return list((await get_types(session)).values())


@routes.post("", permit=MANAGE, status=201, response_model=TypeOut)
async def post(body: TypeIn, access: Caller, house: CurrentHouse) -> TypeOut:
    """Makes a type."""
    async with house.database.writing(access.actor) as session:
        return TypeOut.model_validate(await make_type(session, body))


@routes.put("/order", permit=MANAGE, response_model=Done)
async def put_order(body: TypeOrderIn, access: Caller, house: CurrentHouse) -> Done:
    """Puts the types in another order."""
    async with house.database.writing(access.actor) as session:
        await order_types(session, body.ids)
    return Done()


@routes.put("/{type_id}", permit=MANAGE, response_model=TypeOut)
async def put(
    type_id: UUID, body: TypeLook, access: Caller, house: CurrentHouse, version: Version
) -> TypeOut:
    """Changes a type; its code stays."""
    async with house.database.writing(access.actor) as session:
        return TypeOut.model_validate(await edit_type(session, type_id, body, version))
