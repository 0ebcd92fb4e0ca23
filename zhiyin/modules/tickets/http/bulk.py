"""Routes of what is done to several tickets at once."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.tickets.actions.bulk import change_many, take_back_many
from zhiyin.modules.tickets.actions.merging import merge, part
from zhiyin.modules.tickets.actions.splitting import split, take_back_split
from zhiyin.modules.tickets.http.tickets import shown
from zhiyin.modules.tickets.permissions import EDIT
from zhiyin.modules.tickets.schemas.bulk import BulkIn, BulkOut, MergeIn, SplitIn, SplitOut
from zhiyin.modules.tickets.schemas.tickets import TicketOut

routes = Routes("tickets", "/tickets")


@routes.post("/bulk", permit=EDIT, response_model=BulkOut)
async def post_bulk(body: BulkIn, access: Caller, house: CurrentHouse) -> BulkOut:
    """Changes several tickets; those that cannot be changed are named with the reason."""
    async with house.database.writing(access.actor) as session:
        return await change_many(session, access, body)


@routes.post("/bulk/{batch_id}/take-back", permit=EDIT, response_model=BulkOut)
async def post_take_back(batch_id: UUID, access: Caller, house: CurrentHouse) -> BulkOut:
    """Undoes that within half a minute."""
    async with house.database.writing(access.actor) as session:
        return await take_back_many(session, access, batch_id)


@routes.post("/{ticket_id}/merge", permit=EDIT, response_model=TicketOut)
async def post_merge(
    ticket_id: UUID, body: MergeIn, access: Caller, house: CurrentHouse
) -> TicketOut:
    """Lets another ticket go into this one."""
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await merge(session, access, ticket_id, body.from_id))


@routes.post("/{ticket_id}/split", permit=EDIT, status=201, response_model=SplitOut)
async def post_split(
    ticket_id: UUID, body: SplitIn, access: Caller, house: CurrentHouse
) -> SplitOut:
    """Makes a ticket of a part of this one."""
    async with house.database.writing(access.actor) as session:
        made, left = await split(session, access, ticket_id, body)
        return SplitOut(
            made=await shown(session, access, made), left=await shown(session, access, left)
        )


@routes.post("/{ticket_id}/part", permit=EDIT, response_model=TicketOut)
async def post_part(ticket_id: UUID, access: Caller, house: CurrentHouse) -> TicketOut:
    """Takes back within a day that this ticket went into another one."""
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await part(session, access, ticket_id))


@routes.post("/{ticket_id}/split/take-back", permit=EDIT, response_model=TicketOut)
async def post_split_back(ticket_id: UUID, access: Caller, house: CurrentHouse) -> TicketOut:
    """Undoes within half a minute that this ticket was made of a part of another one; answers that
    one.
    """
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await take_back_split(session, access, ticket_id))
