"""Routes of canned replies (话术)."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from fastapi.responses import StreamingResponse

from zhiyin.kernel.http.files import send_table
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch, Labels, Page
from zhiyin.kernel.paging.cursor import MAX_PAGE
from zhiyin.modules.conversations.actions.canned import (
    access_canned,
    delete_canned,
    edit_canned,
    make_canned,
    note_use,
    take_table,
)
from zhiyin.modules.conversations.canned import LEVELS, write_table
from zhiyin.modules.conversations.permissions import REPLY
from zhiyin.modules.conversations.queries.canned import (
    find_canned,
    list_canned,
    list_uses,
    show_canned,
)
from zhiyin.modules.conversations.queries.lists import access_conversation
from zhiyin.modules.conversations.schemas.canned import (
    CannedHit,
    CannedIn,
    CannedOut,
    CannedPatch,
    CannedUseOut,
    Level,
    TableIn,
    TableOut,
    UsedIn,
    VariableOut,
)
from zhiyin.modules.people.interface import get_shops, get_teams

routes = Routes("canned_replies", "/canned-replies")
beside = Routes("canned_replies", "/conversations")
Version = Annotated[int | None, Depends(IfMatch)]
Asked = Annotated[str, Query(max_length=100)]


@beside.get("/{conversation_id}/canned-replies", permit=REPLY, response_model=list[CannedHit])
async def find(
    conversation_id: UUID,
    access: Caller,
    house: CurrentHouse,
    q: Asked = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> list[CannedHit]:
    """Replies that fit a conversation, by words or pinyin, with their open places filled."""
    async with house.database.reading() as session:
        row = await access_conversation(session, access, conversation_id)
        return await find_canned(session, access, row, q, limit)


@routes.get("", permit=REPLY, response_model=Page[CannedOut])
async def list_all(
    access: Caller,
    house: CurrentHouse,
    q: Asked = "",
    level: Level | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = MAX_PAGE,
) -> Page[CannedOut]:
    """Replies one may use, by folder and title, with how much they are used."""
    async with house.database.reading() as session:
        items, following = await list_canned(
            session, access, asked=q, level=level, cursor=cursor, limit=limit
        )
    return Page(items=items, next=following)


@routes.get("/variables", permit=REPLY, response_model=list[VariableOut])
async def variables(house: CurrentHouse) -> list[VariableOut]:
    """What a text may leave open, by both names."""
    return [
        VariableOut(name=Labels.of(one.name), description=Labels.of(one.description))
        for source in house.variables
        for one in source.variables
    ]


@routes.get("/table", permit=REPLY, response_class=StreamingResponse)
async def export_table(
    access: Caller, house: CurrentHouse, level: Level | None = None
) -> StreamingResponse:
    """All replies one may use as a table (CSV) that can be taken in again."""
    rows: list[dict[str, str]] = []
    cursor: str | None = None
    async with house.database.reading() as session:
        teams, shops = await get_teams(session), await get_shops(session)
        while True:
            items, cursor = await list_canned(session, access, level=level, cursor=cursor)
            for one in items:
                shop = shops[one.shop_id].name if one.shop_id in shops else ""
                rows.append(
                    {
                        "level": LEVELS[one.level].zh,
                        "place": teams.get(one.team_id, "") if one.team_id else shop,
                        **one.model_dump(
                            include={"language", "folder", "title", "shortcut", "text"}
                        ),
                    }
                )
            if cursor is None:
                break
    return send_table("canned-replies.csv", [write_table(rows)])


@routes.post("/table", permit=REPLY, response_model=TableOut)
async def import_table(body: TableIn, access: Caller, house: CurrentHouse) -> TableOut:
    """Takes a table in row by row and says which rows could not be taken."""
    async with house.database.writing(access.actor) as session:
        return await take_table(session, access, body.text)


@routes.post("", permit=REPLY, status=201, response_model=CannedOut)
async def post_one(body: CannedIn, access: Caller, house: CurrentHouse) -> CannedOut:
    """Keeps a reply."""
    async with house.database.writing(access.actor) as session:
        row = await make_canned(session, access, body)
        await session.flush()
        return show_canned(access, row)


@routes.patch("/{reply_id}", permit=REPLY, response_model=CannedOut)
async def patch_one(
    reply_id: UUID, body: CannedPatch, access: Caller, house: CurrentHouse, version: Version
) -> CannedOut:
    """Changes a reply."""
    async with house.database.writing(access.actor) as session:
        row = await edit_canned(session, access, reply_id, body, version)
        await session.flush()
        return show_canned(access, row)


@routes.delete("/{reply_id}", permit=REPLY)
async def remove_one(reply_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts a reply into the bin."""
    async with house.database.writing(access.actor) as session:
        await delete_canned(session, access, reply_id)


@routes.post("/{reply_id}/uses", permit=REPLY, response_model=Done)
async def post_use(reply_id: UUID, body: UsedIn, access: Caller, house: CurrentHouse) -> Done:
    """Counts that a reply was sent."""
    async with house.database.writing(access.actor) as session:
        await note_use(session, access, reply_id, edited=body.edited)
    return Done()


@routes.get("/{reply_id}/uses", permit=REPLY, response_model=list[CannedUseOut])
async def get_uses(reply_id: UUID, access: Caller, house: CurrentHouse) -> list[CannedUseOut]:
    """Who has sent a reply how often, for those who keep it."""
    async with house.database.reading() as session:
        await access_canned(session, access, reply_id)
        return await list_uses(session, reply_id)
