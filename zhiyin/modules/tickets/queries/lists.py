"""Lists of tickets, already limited to what the caller may see."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.paging.cursor import BadCursorError, decode_cursor, encode_cursor
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.tickets.models import Ticket, TicketValue
from zhiyin.modules.tickets.permissions import readable
from zhiyin.modules.tickets.queries.access import get_led
from zhiyin.modules.tickets.queries.filters import column_of, conditions
from zhiyin.modules.tickets.queries.orders import find_field, sorted_page
from zhiyin.modules.tickets.queries.search import count_found, search
from zhiyin.modules.tickets.queries.showing import show_rows
from zhiyin.modules.tickets.rules import KIND, LIVE, read_reference
from zhiyin.modules.tickets.schemas.tickets import (
    GroupOut,
    GroupQuery,
    GroupsOut,
    TicketCounts,
    TicketQuery,
    TicketRow,
)

MOST = 100
# A board counts up to here and says that there are more.
MOST_COUNTED = 10_000
# No ticket has a number beyond.
LARGEST = 2**62


async def list_tickets(
    session: ReadSession, access: Access, asked: TicketQuery
) -> tuple[list[TicketRow], str | None]:
    """One page of tickets."""
    rows, following = await find_tickets(session, access, asked)
    return await show_rows(session, access, rows), following


async def find_tickets(
    session: ReadSession, access: Access, asked: TicketQuery
) -> tuple[Sequence[Ticket], str | None]:
    """One page of tickets the caller may see, as they are stored."""
    led = await get_led(session, access)
    fields = await get_fields(session, KIND)
    where = [readable(access, led), *await conditions(session, asked, access, led, fields)]
    if asked.q:
        return await _found(session, asked, where)
    return await sorted_page(session, asked.sort, fields, where, asked.cursor, asked.limit)


async def _found(
    session: ReadSession, asked: TicketQuery, where: list[ColumnElement[bool]]
) -> tuple[list[Ticket], str | None]:
    number = read_reference(asked.q)
    before = decode_cursor(asked.cursor, int)
    if before is not None and not 0 < before < LARGEST:
        raise BadCursorError
    if number is not None:
        query = select(Ticket).where(Ticket.number == number, *where)
        return list((await session.execute(query)).scalars()), None
    rows, last = await search(session, asked.q, where, before, asked.limit)
    return rows, encode_cursor(last) if last is not None else None


async def count_tickets(
    session: ReadSession, access: Access, asked: TicketQuery, most: int
) -> int | None:
    """How many tickets a filter finds, counted up to `most`; of words nobody knows before."""
    if asked.q:
        return None
    led = await get_led(session, access)
    fields = await get_fields(session, KIND)
    where = [readable(access, led), *await conditions(session, asked, access, led, fields)]
    found = select(Ticket.id).where(*where).limit(most).subquery()
    return await session.scalar(select(func.count()).select_from(found))


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


async def count_groups(session: ReadSession, access: Access, asked: GroupQuery) -> GroupsOut:
    """How many tickets of a filter share each value of a part, the newest 10,000 counted."""
    led = await get_led(session, access)
    fields = await get_fields(session, KIND)
    where = [readable(access, led), *await conditions(session, asked, access, led, fields)]
    if asked.by.startswith("field:"):
        field = find_field(fields, asked.by.removeprefix("field:"))
        value = select(column_of(field)).where(
            TicketValue.ticket_id == Ticket.id,
            TicketValue.field == field.code,
            TicketValue.place == 0,
        )
        key: Any = value.correlate(Ticket).scalar_subquery()
    else:
        key = getattr(Ticket, asked.by)
    number = read_reference(asked.q)
    if number is not None:
        where.append(Ticket.number == number)
    if asked.q and number is None:
        counts, more = await count_found(session, asked.q, where, key, MOST_COUNTED)
    else:
        counts, more = await _count(session, key, where)
    groups = [
        GroupOut(key=None if value is None else str(value), count=count)
        for value, count in counts.most_common()
    ]
    return GroupsOut(groups=groups, more=more)


async def _count(
    session: ReadSession, key: ColumnElement[Any], where: Sequence[ColumnElement[bool]]
) -> tuple[Counter[Any], bool]:
    rows = select(key.label("key")).select_from(Ticket).where(*where).order_by(Ticket.id.desc())
    found = rows.limit(MOST_COUNTED + 1).subquery()
    counted = select(found.c.key, func.count().label("count")).group_by(found.c.key)
    counts = Counter({row.key: row.count for row in await session.execute(counted)})
    return counts, counts.total() > MOST_COUNTED
