"""Routes of the bot for the widget."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import VISITOR
from zhiyin.kernel.errors.problems import NotSignedInError
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.bot.actions.rating import rate_turn
from zhiyin.modules.bot.schemas import RatingIn
from zhiyin.modules.conversations.interface import Writer, get_writer

routes = Routes("visitor", "/visitor/bot")


async def current_writer(request: Request, house: CurrentHouse) -> Writer:
    """The visitor of a request, by the token in its header."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind != "Visitor" or not token:
        raise NotSignedInError
    address = request.client.host if request.client else ""
    async with house.database.reading() as session:
        writer, _ = await get_writer(session, token, request.headers.get("origin"), address)
    return writer


CurrentWriter = Annotated[Writer, Depends(current_writer)]


@routes.post("/turns/{turn_id}/rating", permit=VISITOR, response_model=Done)
async def post_rating(
    turn_id: UUID, body: RatingIn, writer: CurrentWriter, house: CurrentHouse
) -> Done:
    """Says whether an answer helped; saying it again changes one's mind."""
    async with house.database.writing(Actor("customer", writer.customer_id)) as session:
        await rate_turn(session, writer, turn_id, helpful=body.helpful)
    return Done()
