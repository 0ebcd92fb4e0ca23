"""Routes of the help centre for those who manage it; its pages stand in `entry/pages/help`."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import StreamingResponse

from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.files import read_upload, send_file
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.helpcentre.actions import keep_logo, remove_logo, save_centre
from zhiyin.modules.helpcentre.permissions import MANAGE, serves
from zhiyin.modules.helpcentre.queries import (
    get_logo,
    list_centres,
    list_unhelpful,
)
from zhiyin.modules.helpcentre.schemas import HelpCentreIn, HelpCentreOut, VoteOut

routes = Routes("helpcentre", "/help-centres")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("", permit=MANAGE, response_model=list[HelpCentreOut])
async def list_all(access: Caller, house: CurrentHouse) -> list[HelpCentreOut]:
    """The help centre of each shop the caller looks after."""
    async with house.database.reading() as session:
        return await list_centres(session, access)


@routes.put("/{shop_id}", permit=MANAGE, response_model=HelpCentreOut)
async def put_one(
    shop_id: UUID, body: HelpCentreIn, access: Caller, house: CurrentHouse, version: Version
) -> HelpCentreOut:
    """Keeps what a shop decides about its pages; they follow within seconds."""
    async with house.database.writing(access.actor) as session:
        return await save_centre(session, access, shop_id, body, version)


@routes.post("/{shop_id}/logo", permit=MANAGE, response_model=HelpCentreOut)
async def post_logo(
    shop_id: UUID, request: Request, access: Caller, house: CurrentHouse
) -> HelpCentreOut:
    """Takes a picture as the shop's logo."""
    name, data = await read_upload(request)
    async with house.database.writing(access.actor) as session:
        return await keep_logo(session, access, shop_id, name, data)


@routes.delete("/{shop_id}/logo", permit=MANAGE, status=200, response_model=HelpCentreOut)
async def delete_logo(shop_id: UUID, access: Caller, house: CurrentHouse) -> HelpCentreOut:
    """Shows the name alone again."""
    async with house.database.writing(access.actor) as session:
        return await remove_logo(session, access, shop_id)


@routes.get("/{shop_id}/logo", permit=MANAGE, response_class=StreamingResponse)
async def read_logo(shop_id: UUID, access: Caller, house: CurrentHouse) -> StreamingResponse:
    """The shop's logo, for the preview."""
    if not serves(access, shop_id):
        raise NotFoundError
    async with house.database.reading() as session:
        file = await get_logo(session, shop_id)
    return send_file(house, file, "full")


@routes.get("/{shop_id}/unhelpful", permit=MANAGE, response_model=list[VoteOut])
async def list_votes(shop_id: UUID, access: Caller, house: CurrentHouse) -> list[VoteOut]:
    """The latest readers whom an article did not help, and why."""
    if not serves(access, shop_id):
        raise NotFoundError
    async with house.database.reading() as session:
        return await list_unhelpful(session, shop_id)
