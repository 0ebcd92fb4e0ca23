"""Tickets as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.permissions import readable
from zhiyin.modules.tickets.queries.access import get_led
from zhiyin.modules.tickets.queries.references import conceal
from zhiyin.modules.tickets.rules import KIND, reference


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These tickets, as far as the caller may see them."""
    query = select(Ticket).where(Ticket.id.in_(ids))
    if access is not None:
        query = query.where(readable(access, await get_led(session, access)))
    faces = {}
    for row in (await session.execute(query)).scalars():
        title = conceal(access, row.title) if access else row.title
        faces[row.id] = Face(
            f"{reference(row.made_at, row.number)} {title}",
            f"/tickets/{row.id}",
            row.customer_id,
            row.shop_id,
            row.team_id,
        )
    return faces


TICKET = ObjectKind(KIND, Text("工单", "Ticket"), look)
