"""Complaints and problems as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.complaints.models import Complaint
from zhiyin.modules.complaints.permissions import SEE
from zhiyin.modules.complaints.queries.lists import concealed
from zhiyin.modules.complaints.rules import KIND
from zhiyin.modules.tickets.interface import get_ticket_briefs, readable_tickets


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These complaints, as far as the caller may see them: they are shown on their tickets."""
    query = select(Complaint).where(Complaint.id.in_(ids))
    if access is not None:
        if not access.may(SEE):
            return {}
        query = query.where(Complaint.ticket_id.in_(await readable_tickets(session, access)))
    rows = (await session.execute(query)).scalars().all()
    briefs = await get_ticket_briefs(session, [row.ticket_id for row in rows])
    return {
        row.id: Face(
            f"{briefs[row.ticket_id].ref} {concealed(access, briefs[row.ticket_id].title)}",
            f"/tickets/{row.ticket_id}",
            row.customer_id,
            row.shop_id,
            briefs[row.ticket_id].team_id,
        )
        for row in rows
    }


COMPLAINT = ObjectKind(KIND, Text("投诉", "Complaint"), look)
