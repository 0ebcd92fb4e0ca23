"""Routes of one's own notices."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.people.actions.notices import read_notices, read_notices_about
from zhiyin.modules.people.queries.notices import count_unread, list_notices
from zhiyin.modules.people.schemas.notices import NoticePage, NoticesRead, Unread

routes = Routes("notices", "/notices")


@routes.get("", permit=SIGNED_IN, response_model=NoticePage)
async def get_notices(
    access: Caller,
    house: CurrentHouse,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> NoticePage:
    """One's own notices, newest first."""
    async with house.database.reading() as session:
        return await list_notices(session, access.id, cursor, limit)


@routes.post("/read", permit=SIGNED_IN, response_model=Unread)
async def post_read(body: NoticesRead, access: Caller, house: CurrentHouse) -> Unread:
    """Marks notices read: these, or all of them."""
    async with house.database.writing(access.actor) as session:
        await read_notices(session, access.id, body.ids)
    async with house.database.reading() as session:
        return Unread(unread=await count_unread(session, access.id))


@routes.post("/read/{about_kind}/{about_id}", permit=SIGNED_IN, response_model=Unread)
async def post_read_about(
    about_kind: str, about_id: UUID, access: Caller, house: CurrentHouse
) -> Unread:
    """Marks the notices about one object read."""
    async with house.database.writing(access.actor) as session:
        await read_notices_about(session, access.id, ObjectRef(about_kind, about_id))
    async with house.database.reading() as session:
        return Unread(unread=await count_unread(session, access.id))
