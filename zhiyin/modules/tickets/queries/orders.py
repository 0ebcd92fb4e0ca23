"""Lists of tickets in an order, a page at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.fields.field import REFERRING, CustomField
from zhiyin.kernel.fields.filters import BadFilterError
from zhiyin.kernel.paging.cursor import BadCursorError, decode_cursor, encode_cursor
from zhiyin.modules.tickets.models import DUE, PROMISED, Ticket, TicketValue
from zhiyin.modules.tickets.queries.filters import column_of, far_future

Where = Sequence[ColumnElement[bool]]
Page = tuple[Sequence[Ticket], str | None]
BY_FIELD = "field:"


def find_field(fields: Sequence[CustomField], code: str) -> CustomField:
    """The custom field an order or a grouping names."""
    found = next((one for one in fields if one.code == code), None)
    if found is None:
        raise BadFilterError
    return found


async def sorted_page(
    session: ReadSession,
    sort: str,
    fields: Sequence[CustomField],
    where: Where,
    cursor: str | None,
    limit: int,
) -> Page:
    """One page in this order, and where the next one begins."""
    code = sort.removeprefix("-")
    if code.startswith(BY_FIELD):
        field = find_field(fields, code.removeprefix(BY_FIELD))
        if field.type in REFERRING:
            # Ids have no order that says anything.
            raise BadFilterError
        down = sort.startswith("-")
        return await _by_field(session, field, where, cursor, limit, down=down)
    if sort in ("newest", "oldest"):
        return await _by_age(session, where, cursor, limit, down=sort == "newest")
    return await _by_column(session, sort, where, cursor, limit)


async def _by_age(
    session: ReadSession, where: Where, cursor: str | None, limit: int, *, down: bool
) -> Page:
    query = select(Ticket).where(*where)
    after = decode_cursor(cursor, UUID)
    if after is not None:
        query = query.where(Ticket.id < after if down else Ticket.id > after)
    order = Ticket.id.desc() if down else Ticket.id
    rows = (await session.execute(query.order_by(order).limit(limit + 1))).scalars().all()
    page = rows[:limit]
    return page, encode_cursor(page[-1].id) if len(rows) > limit else None


async def _by_column(
    session: ReadSession, sort: str, where: Where, cursor: str | None, limit: int
) -> Page:
    columns = {"changed": Ticket.changed_at, "due": DUE, "promise": PROMISED}
    column: Any = columns.get(sort, Ticket.priority)
    query = select(Ticket).where(*where)
    kind: Any = int if sort == "priority" else datetime
    after = decode_cursor(cursor, tuple[kind, UUID])
    place = func.row(column, Ticket.id)
    if sort in ("due", "promise"):
        if after is not None:
            query = query.where(place > func.row(*after))
        query = query.order_by(column, Ticket.id)
    else:
        if after is not None:
            query = query.where(place < func.row(*after))
        query = query.order_by(column.desc(), Ticket.id.desc())
    rows = (await session.execute(query.limit(limit + 1))).scalars().all()
    page = rows[:limit]
    if len(rows) <= limit:
        return page, None
    last = page[-1]
    keys = {
        "changed": last.changed_at,
        "due": last.due_at or far_future(),
        "promise": last.promise_due_at or far_future(),
        "priority": last.priority,
    }
    return page, encode_cursor((keys[sort], last.id))


async def _by_field(
    session: ReadSession,
    field: CustomField,
    where: Where,
    cursor: str | None,
    limit: int,
    *,
    down: bool,
) -> Page:
    """First those that have a value, in its order, then those that have none, newest first."""
    value = column_of(field)
    held = (TicketValue.field == field.code, TicketValue.place == 0, value.is_not(None))
    after = decode_cursor(cursor, tuple[float | str | None, UUID])
    numeric = value is TicketValue.number
    if after and after[0] is not None and isinstance(after[0], str) is numeric:
        raise BadCursorError
    found: list[Any] = []
    if after is None or after[0] is not None:
        query = (
            select(Ticket, value)
            .join(TicketValue, TicketValue.ticket_id == Ticket.id)
            .where(*held, *where)
        )
        place = func.row(value, TicketValue.ticket_id)
        if after is not None:
            query = query.where(place < func.row(*after) if down else place > func.row(*after))
        keys = (value, TicketValue.ticket_id)
        query = query.order_by(*(one.desc() for one in keys)) if down else query.order_by(*keys)
        found = [tuple(row) for row in await session.execute(query.limit(limit + 1))]
    if len(found) <= limit:
        query_rest = select(Ticket).where(
            ~exists().where(TicketValue.ticket_id == Ticket.id, *held), *where
        )
        if after is not None and after[0] is None:
            query_rest = query_rest.where(Ticket.id < after[1])
        rest = query_rest.order_by(Ticket.id.desc()).limit(limit + 1 - len(found))
        found += [(row, None) for row in (await session.execute(rest)).scalars()]
    page = found[:limit]
    following = None
    if len(found) > limit:
        last, at = page[-1]
        following = encode_cursor((at, last.id))
    return [row for row, _ in page], following
