"""Lists of tickets, already limited to what the caller may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.tickets.models import DUE, Ticket
from zhiyin.modules.tickets.permissions import readable
from zhiyin.modules.tickets.queries.access import get_led
from zhiyin.modules.tickets.queries.filters import conditions, far_future
from zhiyin.modules.tickets.queries.search import search
from zhiyin.modules.tickets.queries.showing import show_rows
from zhiyin.modules.tickets.rules import KIND, LIVE, read_reference
from zhiyin.modules.tickets.schemas.tickets import Sort, TicketCounts, TicketQuery, TicketRow

MOST = 100


async def list_tickets(
    session: ReadSession, access: Access, asked: TicketQuery
) -> tuple[list[TicketRow], str | None]:
    """One page of tickets."""
    led = await get_led(session, access)
    fields = await get_fields(session, KIND) if asked.field else []
    where = [readable(access, led), *conditions(asked, access, led, fields)]
    if asked.q:
        return await _found(session, access, asked, where)
    after = decode_cursor(asked.cursor, _SHAPES[asked.sort])
    rows = await _page(session, asked.sort, where, after, asked.limit + 1)
    page = rows[: asked.limit]
    following = encode_cursor(_key(asked.sort, page[-1])) if len(rows) > len(page) else None
    return await show_rows(session, access, page), following


async def _found(
    session: ReadSession, access: Access, asked: TicketQuery, where: list[ColumnElement[bool]]
) -> tuple[list[TicketRow], str | None]:
    number = read_reference(asked.q)
    before = decode_cursor(asked.cursor, int)
    if number is not None:
        query = select(Ticket).where(Ticket.number == number, *where)
        rows = list((await session.execute(query)).scalars())
    else:
        rows = await search(session, asked.q, where, before, asked.limit + 1)
    page = rows[: asked.limit]
    following = encode_cursor(page[-1].number) if len(rows) > len(page) else None
    return await show_rows(session, access, page), following


_SHAPES: dict[Sort, Any] = {
    "newest": UUID,
    "changed": tuple[datetime, UUID],
    "due": tuple[datetime, UUID],
    "priority": tuple[int, UUID],
}


def _key(sort: Sort, row: Ticket) -> object:
    if sort == "newest":
        return row.id
    keys = {"changed": row.changed_at, "due": row.due_at or far_future(), "priority": row.priority}
    return (keys[sort], row.id)


async def _page(
    session: ReadSession,
    sort: Sort,
    where: Sequence[ColumnElement[bool]],
    after: Any,
    limit: int,
) -> Sequence[Ticket]:
    query = select(Ticket).where(*where)
    if sort == "newest":
        if after is not None:
            query = query.where(Ticket.id < after)
        query = query.order_by(Ticket.id.desc())
    elif sort == "due":
        if after is not None:
            query = query.where(func.row(DUE, Ticket.id) > func.row(*after))
        query = query.order_by(DUE, Ticket.id)
    else:
        column: Any = Ticket.changed_at if sort == "changed" else Ticket.priority
        if after is not None:
            query = query.where(func.row(column, Ticket.id) < func.row(*after))
        query = query.order_by(column.desc(), Ticket.id.desc())
    return (await session.execute(query.limit(limit))).scalars().all()


async def get_counts(session: ReadSession, access: Access) -> TicketCounts:
    """How many tickets wait, counted up to 100 each."""
    live = Ticket.state.in_(LIVE)
    mine = (Ticket.owner_id == access.id) & live
    unowned = Ticket.owner_id.is_(None) & live & Ticket.team_id.in_(access.team_ids)
    late = mine & (Ticket.due_at < func.now())
    if access.only_shops is not None:
        within = Ticket.shop_id.in_(access.only_shops)
        mine, unowned, late = mine & within, unowned & within, late & within
    found = [
        await session.scalar(
            select(func.count()).select_from(select(Ticket.id).where(one).limit(MOST).subquery())
        )
        for one in (mine, late, unowned)
    ]
    return TicketCounts(mine=found[0] or 0, overdue=found[1] or 0, unowned=found[2] or 0)
