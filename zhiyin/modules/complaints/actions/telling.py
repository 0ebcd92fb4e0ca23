"""Whoever has a complaint is told what its customer says."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.people.interface import NewNotice, notify
from zhiyin.modules.tickets.interface import KIND as TICKET
from zhiyin.modules.tickets.interface import get_ticket_briefs

TAKEN = "complaints.chosen"
ANSWERED = "complaints.declined"
UNSETTLED = "complaints.unsettled"


async def tell_owners(session: WriteSession, said: Sequence[tuple[str, UUID, str]]) -> None:
    """Kind of notice, ticket and what makes it once."""
    briefs = await get_ticket_briefs(session, sorted({ticket_id for _, ticket_id, _ in said}))
    notices = []
    for kind, ticket_id, key in said:
        ticket = briefs.get(ticket_id)
        if ticket is not None and ticket.owner_id is not None:
            about = ObjectRef(TICKET, ticket_id)
            notices.append(
                NewNotice(ticket.owner_id, kind, f"{kind}:{key}", about, {"ref": ticket.ref})
            )
    await notify(session, notices)
