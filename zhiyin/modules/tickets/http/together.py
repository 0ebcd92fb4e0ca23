"""Routes around a ticket: comments, history, watchers, linked conversations."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Page
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets.actions.together import comment, link, set_watchers, unlink, watch
from zhiyin.modules.tickets.http.tickets import shown
from zhiyin.modules.tickets.permissions import EDIT, READ
from zhiyin.modules.tickets.queries.access import access_ticket
from zhiyin.modules.tickets.queries.history import list_changes, show_comments
from zhiyin.modules.tickets.schemas.tickets import (
    ChangeOut,
    CommentIn,
    CommentOut,
    LinkIn,
    TicketOut,
    WatchersIn,
)

routes = Routes("tickets", "/tickets")


@routes.get(
    "/{ticket_id}/comments",
    permit=READ,
    tool=Tool(
        "list_ticket_comments",
        Text("查看工单评论", "List comments on a ticket"),
        Text("一张工单的内部评论。", "The inner comments on a ticket."),
    ),
    response_model=list[CommentOut],
)
async def get_comments(ticket_id: UUID, access: Caller, house: CurrentHouse) -> list[CommentOut]:
    """Its comments, oldest first."""
    async with house.database.reading() as session:
        await access_ticket(session, access, ticket_id)
        return await show_comments(session, access, ticket_id)


@routes.post(
    "/{ticket_id}/comments",
    permit=EDIT,
    tool=Tool(
        "comment_ticket",
        Text("评论工单", "Comment on a ticket"),
        Text("写一条内部评论，客户看不到。", "Writes an inner comment; customers never see it."),
    ),
    status=201,
    response_model=CommentOut,
)
async def post_comment(
    ticket_id: UUID, body: CommentIn, access: Caller, house: CurrentHouse
) -> CommentOut:
    """Notes something on a ticket one can see."""
    async with house.database.writing(access.actor) as session:
        comment_id = await comment(session, access, ticket_id, body.text, body.mentions)
        shown_ones = await show_comments(session, access, ticket_id)
        return next(one for one in shown_ones if one.id == comment_id)


@routes.get("/{ticket_id}/history", permit=READ, response_model=Page[ChangeOut])
async def get_history(
    ticket_id: UUID,
    access: Caller,
    house: CurrentHouse,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[ChangeOut]:
    """Who changed what, before and after, newest first."""
    async with house.database.reading() as session:
        await access_ticket(session, access, ticket_id)
        items, following = await list_changes(session, access, ticket_id, cursor, limit)
    return Page(items=items, next=following)


@routes.post("/{ticket_id}/watch", permit=READ, response_model=TicketOut)
async def post_watch(ticket_id: UUID, access: Caller, house: CurrentHouse) -> TicketOut:
    """Watches a ticket: what becomes of it is told."""
    async with house.database.writing(access.actor) as session:
        await watch(session, access, ticket_id, on=True)
        return await shown(session, access, await access_ticket(session, access, ticket_id))


@routes.delete("/{ticket_id}/watch", permit=READ, status=204)
async def delete_watch(ticket_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Watches it no more."""
    async with house.database.writing(access.actor) as session:
        await watch(session, access, ticket_id, on=False)


@routes.put("/{ticket_id}/watchers", permit=EDIT, response_model=TicketOut)
async def put_watchers(
    ticket_id: UUID, body: WatchersIn, access: Caller, house: CurrentHouse
) -> TicketOut:
    """Says who watches it."""
    async with house.database.writing(access.actor) as session:
        row = await set_watchers(session, access, ticket_id, body.ids)
        return await shown(session, access, row)


@routes.post("/{ticket_id}/links", permit=EDIT, response_model=TicketOut)
async def post_link(
    ticket_id: UUID, body: LinkIn, access: Caller, house: CurrentHouse
) -> TicketOut:
    """Links a conversation one can read."""
    async with house.database.writing(access.actor) as session:
        await link(session, access, ticket_id, body)
        return await shown(session, access, await access_ticket(session, access, ticket_id))


@routes.delete("/{ticket_id}/links/{conversation_id}", permit=EDIT, status=204)
async def delete_link(
    ticket_id: UUID, conversation_id: UUID, access: Caller, house: CurrentHouse
) -> None:
    """Takes a link back."""
    async with house.database.writing(access.actor) as session:
        await unlink(session, access, ticket_id, conversation_id)
