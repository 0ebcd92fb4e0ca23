"""Who may see which ticket."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.people.interface import get_coordinated
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.permissions import readable


async def get_led(session: ReadSession | WriteSession, access: Access) -> frozenset[UUID]:
    """The teams the caller coordinates: what climbs to them they may see and work on."""
    return frozenset(await get_coordinated(session, access.id))


async def access_ticket(
    session: ReadSession | WriteSession, access: Access, ticket_id: UUID
) -> Ticket:
    """The ticket, if the caller may see it; not found otherwise."""
    led = await get_led(session, access)
    query = select(Ticket).where(Ticket.id == ticket_id, readable(access, led))
    row: Ticket | None = await session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFoundError
    return row
