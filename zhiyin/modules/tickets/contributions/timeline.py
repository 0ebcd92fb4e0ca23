"""Tickets on the customer's timeline."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import TimelineEntry
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.permissions import readable
from zhiyin.modules.tickets.queries.access import get_led
from zhiyin.modules.tickets.queries.references import conceal
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import KIND, find_status, reference


class TicketsOnTimeline:
    """One line a ticket: which, where it stands, who has it, and what came of it."""

    name = "tickets"

    async def entries(
        self,
        session: ReadSession,
        access: Access,
        customer_ids: Sequence[UUID],
        before: datetime,
        limit: int,
    ) -> list[TimelineEntry]:
        """Those the caller may see, newest first."""
        names = await get_names(session)
        types = await get_types(session)
        led = await get_led(session, access)
        rows = await session.execute(
            select(Ticket)
            .where(
                Ticket.customer_id.in_(customer_ids),
                Ticket.made_at < before,
                readable(access, led),
            )
            .order_by(Ticket.id.desc())
            .limit(limit)
        )
        entries = []
        for row in rows.scalars():
            number = reference(row.made_at, row.number)
            title = conceal(access, row.title)
            kind = types.get(row.type_id)
            status = find_status(kind.statuses, row.status) if kind else None
            lines = (conceal(access, row.result), names.staff_name(row.owner_id))
            entries.append(
                TimelineEntry(
                    kind=KIND,
                    at=row.made_at,
                    title=Text(f"工单 {number}：{title}", f"Ticket {number}: {title}"),
                    lines=tuple(line for line in lines if line),
                    badge=Text(status.name.zh, status.name.en) if status else None,
                    ref=ObjectRef(KIND, row.id),
                )
            )
        return entries
