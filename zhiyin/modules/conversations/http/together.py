"""Staff routes of working together on a conversation."""

from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.conversations.actions.merging import merge
from zhiyin.modules.conversations.actions.offers import (
    decline_offered,
    take_offered,
    withdraw_offered,
)
from zhiyin.modules.conversations.actions.participants import invite, leave, step_in
from zhiyin.modules.conversations.errors import NotYoursError
from zhiyin.modules.conversations.permissions import (
    CLOSE,
    OVERRIDE,
    READ,
    REPLY,
    TRANSFER,
    voice_of,
)
from zhiyin.modules.conversations.queries.lists import access_conversation, get_summary, standing
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.schemas.requests import (
    AsksFirst,
    DeclineIn,
    InviteIn,
    MergeIn,
    OfferOut,
)
from zhiyin.modules.conversations.schemas.shown import ConversationSummary
from zhiyin.modules.conversations.settings import TRANSFER_NEEDS_ACCEPTANCE
from zhiyin.modules.dispatch.interface import get_open_offer
from zhiyin.modules.people.interface import get_names

routes = Routes("conversations", "/conversations")


async def _after(house: CurrentHouse, conversation_id: UUID) -> ConversationSummary:
    async with house.database.reading() as session:
        return await get_summary(session, conversation_id)


@routes.post("/{conversation_id}/participants", permit=REPLY, response_model=ConversationSummary)
async def post_participant(
    conversation_id: UUID, body: InviteIn, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Invites a colleague, who may then answer."""
    async with house.database.writing(access.actor) as session:
        await invite(session, access, conversation_id, body.staff_id)
    return await _after(house, conversation_id)


@routes.delete("/{conversation_id}/participants/{staff_id}", permit=READ)
async def delete_participant(
    conversation_id: UUID, staff_id: UUID, access: Caller, house: CurrentHouse
) -> None:
    """Ends a colleague's part, or one's own."""
    async with house.database.writing(access.actor) as session:
        await leave(session, access, conversation_id, staff_id)


@routes.post("/{conversation_id}/step-in", permit=OVERRIDE, response_model=ConversationSummary)
async def post_step_in(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """From now on answers in a colleague's conversation; the thread says so."""
    async with house.database.writing(access.actor) as session:
        row = await access_conversation(session, access, conversation_id)
        if voice_of(access, standing(row)) is None:
            raise NotYoursError
        await step_in(session, access, conversation_id)
    return await _after(house, conversation_id)


@routes.get("/{conversation_id}/offer", permit=READ, response_model=OfferOut | None)
async def get_offer(conversation_id: UUID, access: Caller, house: CurrentHouse) -> OfferOut | None:
    """Who is asked to take the conversation over, and with what words."""
    async with house.database.reading() as session:
        await access_conversation(session, access, conversation_id)
        offer = await get_open_offer(session, ObjectRef(KIND, conversation_id))
        if offer is None:
            return None
        names = await get_names(session)
        return OfferOut(
            from_id=offer.from_id,
            from_name=names.staff_name(offer.from_id),
            to_id=offer.to_id,
            note=offer.note,
            until=offer.until,
        )


@routes.get("/{conversation_id}/asks-first", permit=TRANSFER, response_model=AsksFirst)
async def get_asks_first(conversation_id: UUID, access: Caller, house: CurrentHouse) -> AsksFirst:
    """Whether a transfer from here to a colleague waits for their answer."""
    async with house.database.reading() as session:
        row = await access_conversation(session, access, conversation_id)
        place = Place(shop_id=row.shop_id, team_id=row.team_id)
        asks = await get_setting(session, TRANSFER_NEEDS_ACCEPTANCE, place)
        return AsksFirst(asks=asks and row.assignee_id == access.id)


@routes.post("/{conversation_id}/offer/accept", permit=REPLY, response_model=ConversationSummary)
async def post_accept(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Takes a conversation over that one was asked to take."""
    async with house.database.writing(access.actor) as session:
        await take_offered(session, access, conversation_id)
    return await _after(house, conversation_id)


@routes.post("/{conversation_id}/offer/decline", permit=REPLY, response_model=Done)
async def post_decline(
    conversation_id: UUID, body: DeclineIn, access: Caller, house: CurrentHouse
) -> Done:
    """Says no, and why."""
    async with house.database.writing(access.actor) as session:
        await decline_offered(session, access, conversation_id, body.reason)
    return Done()


@routes.delete("/{conversation_id}/offer", permit=TRANSFER)
async def delete_offer(conversation_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Takes back what one asked a colleague."""
    async with house.database.writing(access.actor) as session:
        await withdraw_offered(session, access, conversation_id)


@routes.post("/{conversation_id}/merge", permit=CLOSE, response_model=ConversationSummary)
async def post_merge(
    conversation_id: UUID, body: MergeIn, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Puts this conversation into another open one of the same customer; answers that one."""
    async with house.database.writing(access.actor) as session:
        await merge(session, access, conversation_id, body.into_id)
    return await _after(house, body.into_id)
