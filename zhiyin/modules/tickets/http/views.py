"""Routes of saved views."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch
from zhiyin.modules.tickets.actions.views import delete_view, edit_view, make_view, order_views
from zhiyin.modules.tickets.models import TicketView
from zhiyin.modules.tickets.permissions import READ
from zhiyin.modules.tickets.queries.views import list_views, show_views
from zhiyin.modules.tickets.schemas.views import ViewIn, ViewOrderIn, ViewOut

routes = Routes("ticket views", "/ticket-views")
Version = Annotated[int | None, Depends(IfMatch)]


async def _shown(session: WriteSession, access: Access, row: TicketView) -> ViewOut:
    await session.flush()
    return (await show_views(session, access, [row]))[0]


@routes.get("", permit=READ, response_model=list[ViewOut])
async def get_list(access: Caller, house: CurrentHouse) -> list[ViewOut]:
    """The caller's views: their own, those of their teams, those of the house."""
    async with house.database.reading() as session:
        return await list_views(session, access)


@routes.post("", permit=READ, status=201, response_model=ViewOut)
async def post(body: ViewIn, access: Caller, house: CurrentHouse) -> ViewOut:
    """Saves a view; for a team its members may, for everybody who manages ticket types."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await make_view(session, access, body))


@routes.put("/order", permit=READ, response_model=Done)
async def put_order(body: ViewOrderIn, access: Caller, house: CurrentHouse) -> Done:
    """Puts views in another order: one's own, and shared ones one may change."""
    async with house.database.writing(access.actor) as session:
        await order_views(session, access, body.ids)
    return Done()


@routes.put("/{view_id}", permit=READ, response_model=ViewOut)
async def put(
    view_id: UUID, body: ViewIn, access: Caller, house: CurrentHouse, version: Version
) -> ViewOut:
    """Changes a view, or with whom it is shared."""
    async with house.database.writing(access.actor) as session:
        row = await edit_view(session, access, view_id, body, version)
        return await _shown(session, access, row)


@routes.delete("/{view_id}", permit=READ, status=204)
async def delete(view_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts a view into the bin."""
    async with house.database.writing(access.actor) as session:
        await delete_view(session, access, view_id)
