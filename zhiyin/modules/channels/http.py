"""Routes of widgets."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy import select

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.channels.actions import edit_widget, make_widget, new_secret, show_widget
from zhiyin.modules.channels.models import ChannelAccount
from zhiyin.modules.channels.permissions import MANAGE
from zhiyin.modules.channels.queries import get_probes
from zhiyin.modules.channels.schemas import ProbeOut, SecretOut, WidgetIn, WidgetOut, WidgetPatch

routes = Routes("widgets", "/widgets")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("", permit=MANAGE, response_model=list[WidgetOut])
async def list_widgets(house: CurrentHouse) -> list[WidgetOut]:
    """All widgets."""
    async with house.database.reading() as session:
        rows = await session.execute(
            select(ChannelAccount)
            .where(ChannelAccount.kind == "web")
            .order_by(ChannelAccount.made_at, ChannelAccount.id)
        )
        return [show_widget(row, house.environment.base_url) for row in rows.scalars()]


@routes.get("/probes", permit=MANAGE, response_model=list[ProbeOut])
async def list_probes(house: CurrentHouse) -> list[ProbeOut]:
    """Whether each active widget answers, as the worker last saw it."""
    async with house.database.reading() as session:
        return await get_probes(session)


@routes.post("", permit=MANAGE, status=201, response_model=WidgetOut)
async def post_widget(body: WidgetIn, access: Caller, house: CurrentHouse) -> WidgetOut:
    """Makes a widget."""
    async with house.database.writing(access.actor) as session:
        row = await make_widget(session, body)
        await session.flush()
        return show_widget(row, house.environment.base_url)


@routes.patch("/{widget_id}", permit=MANAGE, response_model=WidgetOut)
async def patch_widget(
    widget_id: UUID, body: WidgetPatch, access: Caller, house: CurrentHouse, version: Version
) -> WidgetOut:
    """Changes a widget."""
    async with house.database.writing(access.actor) as session:
        row = await edit_widget(session, widget_id, body, version)
        await session.flush()
        return show_widget(row, house.environment.base_url)


@routes.post("/{widget_id}/secret", permit=MANAGE, response_model=SecretOut)
async def post_secret(widget_id: UUID, access: Caller, house: CurrentHouse) -> SecretOut:
    """Makes a new signing secret; it is shown this once."""
    async with house.database.writing(access.actor) as session:
        return SecretOut(secret=await new_secret(session, widget_id))
