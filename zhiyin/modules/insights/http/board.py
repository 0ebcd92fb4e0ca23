"""Routes of the live board, and of the wall."""

from typing import Annotated
from uuid import UUID

from fastapi import Header, Query, Response

from zhiyin.kernel.auth.access import PUBLIC
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.insights.actions.displays import make_link, revoke_link
from zhiyin.modules.insights.permissions import DISPLAYS, SEE
from zhiyin.modules.insights.queries.board import get_visible, show_board, show_wall
from zhiyin.modules.insights.queries.displays import check_link, list_links, show_link
from zhiyin.modules.insights.queries.lists import list_made_of
from zhiyin.modules.insights.schemas import (
    BoardOut,
    DisplayIn,
    DisplayMade,
    DisplayOut,
    MadeOf,
    WallOut,
    What,
)
from zhiyin.modules.people.interface import get_names

routes = Routes("insights", "/board")
Token = Annotated[str, Header(alias="X-Zhiyin-Display", max_length=200)]


@routes.get(
    "",
    permit=SEE,
    tool=Tool(
        "read_board",
        Text("查看现场", "Read the live board"),
        Text(
            "各团队现在和今天的情况：排队、等待、承诺达成和提醒。",
            "How the teams stand now and today: queues, waits, promises, alerts.",
        ),
        by_shop=False,
    ),
    response_model=BoardOut,
)
async def get_board(access: Caller, house: CurrentHouse) -> BoardOut:
    """How the teams in the caller's scope stand now and today, and what calls for somebody."""
    async with house.database.reading() as session:
        return await show_board(session, await get_visible(session, access))


@routes.get("/made-of", permit=SEE, response_model=list[MadeOf])
async def get_made_of(
    access: Caller,
    house: CurrentHouse,
    what: Annotated[What, Query()],
    team_id: UUID | None = None,
    staff_id: UUID | None = None,
) -> list[MadeOf]:
    """Up to 200 conversations that a number of the board is made of."""
    async with house.database.reading() as session:
        return await list_made_of(session, access, what, team_id, staff_id)


@routes.get("/wall", permit=SEE, response_model=WallOut)
async def get_wall(access: Caller, house: CurrentHouse) -> WallOut:
    """The board without names, for a wall screen in one's own session."""
    async with house.database.reading() as session:
        return await show_wall(session, await get_visible(session, access))


@routes.get("/wall/linked", permit=PUBLIC, response_model=WallOut)
async def get_linked_wall(house: CurrentHouse, token: Token = "") -> WallOut:
    """The same for a screen that holds a link; no names, and only the teams of the link."""
    async with house.database.reading() as session:
        return await show_wall(session, await check_link(session, token))


@routes.get("/displays", permit=DISPLAYS, response_model=list[DisplayOut])
async def get_displays(house: CurrentHouse) -> list[DisplayOut]:
    """The links for wall screens that are valid."""
    async with house.database.reading() as session:
        return await list_links(session)


@routes.post("/displays", permit=DISPLAYS, status=201, response_model=DisplayMade)
async def post_display(
    body: DisplayIn, response: Response, access: Caller, house: CurrentHouse
) -> DisplayMade:
    """Makes a link; its token is told once."""
    # Not even with the answers that are kept for who sends the same request again.
    response.headers["cache-control"] = "no-store"
    async with house.database.reading() as session:
        visible = await get_visible(session, access)
        names = await get_names(session)
    async with house.database.writing(access.actor) as session:
        row, token = await make_link(session, access, body, visible)
        await session.flush()
        shown = show_link(row, names)
    return DisplayMade(**shown.model_dump(), token=token)


@routes.delete("/displays/{link_id}", permit=DISPLAYS)
async def delete_display(link_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Withdraws a link: its screen goes dark."""
    async with house.database.writing(access.actor) as session:
        await revoke_link(session, link_id)
