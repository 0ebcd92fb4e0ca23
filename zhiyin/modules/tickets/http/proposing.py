"""The route that says what a ticket made from a conversation may begin with."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.tickets.permissions import EDIT
from zhiyin.modules.tickets.queries.proposing import get_proposals
from zhiyin.modules.tickets.schemas.proposing import ProposalQuery, ProposalsOut

routes = Routes("ticket_proposals", "/tickets/proposed")


@routes.get("/{conversation_id}", permit=EDIT, response_model=ProposalsOut)
async def proposals(
    conversation_id: UUID,
    access: Caller,
    house: CurrentHouse,
    asked: Annotated[ProposalQuery, Query()],
) -> ProposalsOut:
    """Values for fields of a ticket of this type, from what the customer wrote in these messages;
    nothing that is hidden from the caller.
    """
    async with house.database.reading() as session:
        return await get_proposals(session, access, conversation_id, asked)
