"""Which complaints somebody sees: those of the tickets they may see."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.complaints.models import Complaint
from zhiyin.modules.tickets.interface import check_ticket

AnySession = ReadSession | WriteSession


async def access_complaint(
    session: AnySession, access: Access, complaint_id: UUID, *, edit: bool = False
) -> Complaint:
    """The complaint, if the caller may see its ticket; not found otherwise. With `edit`: if they
    may work on it.
    """
    row = await session.get(Complaint, complaint_id, populate_existing=True)
    if row is None:
        raise NotFoundError
    await check_ticket(session, access, row.ticket_id, edit=edit)
    return row


async def access_of_ticket(session: AnySession, access: Access, ticket_id: UUID) -> Complaint:
    """The complaint beside a ticket; not found where there is none."""
    await check_ticket(session, access, ticket_id)
    row = await find_of_ticket(session, ticket_id)
    if row is None:
        raise NotFoundError
    return row


async def find_of_ticket(session: AnySession, ticket_id: UUID) -> Complaint | None:
    """The complaint beside a ticket, for whoever has been checked before."""
    query = select(Complaint).where(Complaint.ticket_id == ticket_id)
    row: Complaint | None = await session.scalar(query.execution_options(populate_existing=True))
    return row


async def hold(session: WriteSession, complaint_id: UUID) -> Complaint:
    """The complaint, locked."""
    row = await session.get(Complaint, complaint_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError
    return row
