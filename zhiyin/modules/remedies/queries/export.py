"""Payouts for export, one row each."""

import csv
import io
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.fields.field import decimals_of
from zhiyin.kernel.text.cells import safe_cell
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.queries.lists import PayoutQuery, chosen, show_payouts
from zhiyin.modules.remedies.schemas import PayoutRow

BATCH = 500
COLUMNS = (
    "number", "state", "amount", "currency", "kind", "about", "customer", "reason", "requested_by",
    "requested_at", "decided_by", "decided_at", "why", "method", "reference", "sent_by", "sent_at",
    "arrived_at",
)  # fmt: skip


async def export_payouts(
    database: Database, access: Access, asked: PayoutQuery
) -> AsyncIterator[str]:
    """Lines of a table, once it is sure that the caller may see what they ask for."""
    async with database.reading() as session:
        where = await chosen(session, access, asked)
    return _lines(database, access, where)


async def _lines(
    database: Database, access: Access, where: Sequence[ColumnElement[bool]]
) -> AsyncIterator[str]:
    """The oldest first; each part reads for itself and is brief."""
    yield "\ufeff" + _line(COLUMNS)
    after = UUID(int=0)
    while True:
        async with database.reading() as session:
            query = select(Payout).where(*where, Payout.id > after).order_by(Payout.id)
            rows = (await session.execute(query.limit(BATCH))).scalars().all()
            shown = await show_payouts(session, access, rows)
        if not rows:
            return
        yield "".join(_line(_cells(one)) for one in shown)
        after = rows[-1].id


def _cells(row: PayoutRow) -> list[str]:
    decimals = decimals_of(row.currency)
    moments = (row.requested_at, row.decided_at, row.sent_at, row.arrived_at)
    requested, decided, sent, arrived = [one.isoformat() if one else "" for one in moments]
    return [
        row.number,
        row.state,
        f"{row.amount / 10**decimals:.{decimals}f}",
        row.currency,
        row.kind,
        row.about.title or "",
        row.customer_name or "",
        row.reason,
        row.requested_by_name or "",
        requested,
        row.decided_by_name or "",
        decided,
        row.why,
        row.method or "",
        row.reference,
        row.sent_by_name or "",
        sent,
        arrived,
    ]


def _line(values: Sequence[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe_cell(value) for value in values])
    return buffer.getvalue()
