"""Routes of the category tree."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.knowledge.actions.categories import (
    delete_category,
    edit_category,
    make_category,
    order_categories,
)
from zhiyin.modules.knowledge.permissions import PUBLISH, READ
from zhiyin.modules.knowledge.queries.categories import list_categories, show_category
from zhiyin.modules.knowledge.schemas.articles import (
    CategoryIn,
    CategoryOrderIn,
    CategoryOut,
    CategoryPatch,
)

routes = Routes("knowledge", "/knowledge/categories")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("", permit=READ, response_model=list[CategoryOut])
async def get_categories(access: Caller, house: CurrentHouse) -> list[CategoryOut]:
    """The whole tree in its order; children name their parent."""
    async with house.database.reading() as session:
        return await list_categories(session, access)


@routes.post("", permit=PUBLISH, status=201, response_model=CategoryOut)
async def post_category(body: CategoryIn, access: Caller, house: CurrentHouse) -> CategoryOut:
    """Makes a category at the end of its parent."""
    async with house.database.writing(access.actor) as session:
        row = await make_category(session, body)
        await session.flush()
        return show_category(row)


@routes.put("/order", permit=PUBLISH, response_model=list[CategoryOut])
async def put_order(
    body: CategoryOrderIn, access: Caller, house: CurrentHouse
) -> list[CategoryOut]:
    """Puts the children of a category in this order, moving those there that were elsewhere."""
    async with house.database.writing(access.actor) as session:
        await order_categories(session, body)
        await session.flush()
        return await list_categories(session, access)


@routes.patch("/{category_id}", permit=PUBLISH, response_model=CategoryOut)
async def patch_category(
    category_id: UUID, body: CategoryPatch, access: Caller, house: CurrentHouse, version: Version
) -> CategoryOut:
    """Names a category, or switches it with everything in it on or off."""
    async with house.database.writing(access.actor) as session:
        row = await edit_category(session, category_id, body, version)
        await session.flush()
        return show_category(row)


@routes.delete("/{category_id}", permit=PUBLISH)
async def remove_category(
    category_id: UUID, access: Caller, house: CurrentHouse, into: UUID | None = None
) -> None:
    """Puts a category into the bin; what is in it moves `into` another one."""
    async with house.database.writing(access.actor) as session:
        await delete_category(session, category_id, into)
