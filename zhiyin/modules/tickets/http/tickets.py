"""Routes of tickets: parse, permit, call one action or query, shape."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, Page
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets.actions.editing import change, end, take_back
from zhiyin.modules.tickets.actions.templates import make_asked
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.permissions import EDIT, READ
from zhiyin.modules.tickets.queries.access import access_ticket
from zhiyin.modules.tickets.queries.lists import count_groups, get_counts, list_tickets
from zhiyin.modules.tickets.queries.showing import show_ticket
from zhiyin.modules.tickets.schemas.tickets import (
    EndIn,
    GroupQuery,
    GroupsOut,
    TicketCounts,
    TicketIn,
    TicketOut,
    TicketPatch,
    TicketQuery,
    TicketRow,
)

routes = Routes("tickets", "/tickets")
Version = Annotated[int | None, Depends(IfMatch)]


async def shown(session: WriteSession, access: Access, row: Ticket) -> TicketOut:
    """A ticket as it is now, for whoever has just changed it."""
    await session.flush()
    return await show_ticket(session, access, row)


@routes.get(
    "",
    permit=READ,
    tool=Tool(
        "list_tickets",
        Text("查看工单", "List tickets"),
        Text(
            "按条件列出工单：我的、团队的或全部；可按类型、状态、优先级、负责人、标签、客户、"
            "到期、自定义字段筛选，可全文搜索。",
            "Lists tickets: one's own, one's teams' or all; by type, status, priority, owner, tag,"
            " customer, due moment, custom fields, or words in them.",
        ),
    ),
    response_model=Page[TicketRow],
)
async def get_list(
    access: Caller, house: CurrentHouse, asked: Annotated[TicketQuery, Query()]
) -> Page[TicketRow]:
    """One page of tickets. With `q` those that hold all its words, newest first; a ticket number
    finds that ticket.
    """
    async with house.database.reading() as session:
        items, following = await list_tickets(session, access, asked)
    return Page(items=items, next=following)


@routes.get("/counts", permit=READ, response_model=TicketCounts)
async def counts(access: Caller, house: CurrentHouse) -> TicketCounts:
    """How many tickets wait for the caller, counted up to 100."""
    async with house.database.reading() as session:
        return await get_counts(session, access)


@routes.get("/groups", permit=READ, response_model=GroupsOut)
async def get_groups(
    access: Caller, house: CurrentHouse, asked: Annotated[GroupQuery, Query()]
) -> GroupsOut:
    """How many tickets share each value of a part, for the columns of a board; the newest 10,000
    are counted.
    """
    async with house.database.reading() as session:
        return await count_groups(session, access, asked)


@routes.post(
    "",
    permit=EDIT,
    tool=Tool(
        "make_ticket",
        Text("新建工单", "Make a ticket"),
        Text(
            "新建工单；link 指向会话时，客户、店铺、分类和最近的消息一并带上。",
            "Makes a ticket; from a conversation named in `link` it takes customer, shop, subject"
            " and the latest messages.",
        ),
    ),
    status=201,
    response_model=TicketOut,
)
async def post(body: TicketIn, access: Caller, house: CurrentHouse) -> TicketOut:
    """Makes a ticket, from a conversation or from nothing."""
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await make_asked(session, access, body))


@routes.get(
    "/{ticket_id}",
    permit=READ,
    tool=Tool(
        "read_ticket",
        Text("查看一张工单", "Read a ticket"),
        Text("一张工单的全部内容。", "One ticket in full."),
    ),
    response_model=TicketOut,
)
async def get_one(ticket_id: UUID, access: Caller, house: CurrentHouse) -> TicketOut:
    """One ticket."""
    async with house.database.reading() as session:
        row = await access_ticket(session, access, ticket_id)
        return await show_ticket(session, access, row)


@routes.patch(
    "/{ticket_id}",
    permit=EDIT,
    tool=Tool(
        "edit_ticket",
        Text("修改工单", "Edit a ticket"),
        Text(
            "修改标题、内容、状态、优先级、负责人、团队、标签、到期时间、自定义字段等。",
            "Changes title, text, status, priority, owner, team, tags, due moment, custom fields"
            " and more.",
        ),
    ),
    response_model=TicketOut,
)
async def patch(
    ticket_id: UUID, body: TicketPatch, access: Caller, house: CurrentHouse, version: Version
) -> TicketOut:
    """Changes what is named; a status that is an end ends it, another one opens it again."""
    async with house.database.writing(access.actor) as session:
        row = await change(session, access, ticket_id, body, version)
        return await shown(session, access, row)


@routes.post(
    "/{ticket_id}/end",
    permit=EDIT,
    tool=Tool(
        "end_ticket",
        Text("结束工单", "End a ticket"),
        Text("结束工单，并写下结果。", "Ends a ticket, with what came of it."),
    ),
    response_model=TicketOut,
)
async def post_end(ticket_id: UUID, body: EndIn, access: Caller, house: CurrentHouse) -> TicketOut:
    """Ends a ticket, with what came of it; refused while something required is missing."""
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await end(session, access, ticket_id, body))


@routes.post("/{ticket_id}/take-back", permit=EDIT, response_model=TicketOut)
async def post_take_back(ticket_id: UUID, access: Caller, house: CurrentHouse) -> TicketOut:
    """Undoes an end within half a minute."""
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await take_back(session, access, ticket_id))
