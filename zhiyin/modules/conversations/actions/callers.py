"""Who calls a visitor's route."""

from typing import Annotated

from fastapi import Depends, Request

from zhiyin.kernel.errors.problems import NotSignedInError
from zhiyin.kernel.http.routes import CurrentHouse
from zhiyin.modules.conversations.actions.desk import Writer
from zhiyin.modules.conversations.actions.visiting import get_writer


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
