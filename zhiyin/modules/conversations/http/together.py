"""Staff routes of working together on a conversation."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.conversations.actions.participants import invite, leave, step_in
from zhiyin.modules.conversations.errors import NotYoursError
from zhiyin.modules.conversations.permissions import OVERRIDE, READ, REPLY, voice_of
from zhiyin.modules.conversations.queries.lists import access_conversation, get_summary, standing
from zhiyin.modules.conversations.schemas.requests import InviteIn
from zhiyin.modules.conversations.schemas.shown import ConversationSummary

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
