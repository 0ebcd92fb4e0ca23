"""What a ticket made from a conversation may begin with."""

from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.conversations.interface import access_brief, list_entities
from zhiyin.modules.tickets.proposing import propose_values
from zhiyin.modules.tickets.queries.types import access_type, get_type_fields
from zhiyin.modules.tickets.schemas.proposing import ProposalQuery, ProposalsOut, ProposedField


async def get_proposals(
    session: ReadSession, access: Access, conversation_id: UUID, asked: ProposalQuery
) -> ProposalsOut:
    """Values for the fields of a type, from what the customer wrote in these messages."""
    await access_brief(session, access, conversation_id)
    fields = await get_type_fields(session, await access_type(session, asked.type_id))
    within = (min(asked.first, asked.last), asked.last)
    held = await list_entities(session, access, conversation_id, within)
    return ProposalsOut(
        fields=[ProposedField(**one._asdict()) for one in propose_values(fields, held)]
    )
