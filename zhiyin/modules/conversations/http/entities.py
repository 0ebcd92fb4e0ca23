"""The route that shows the named things in a conversation's messages."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.conversations.permissions import READ
from zhiyin.modules.conversations.queries.entities import list_entities
from zhiyin.modules.conversations.queries.lists import access_conversation
from zhiyin.modules.conversations.schemas.entities import EntityOut, MessageEntitiesOut

routes = Routes("conversation_entities", "/conversations")


@routes.get("/{conversation_id}/entities", permit=READ, response_model=list[MessageEntitiesOut])
async def entities(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> list[MessageEntitiesOut]:
    """What the customer's messages hold that can be used: numbers, contacts, money, dates and
    more; only messages that hold something.
    """
    async with house.database.reading() as session:
        await access_conversation(session, access, conversation_id)
        held = await list_entities(session, access, conversation_id)
    return [
        MessageEntitiesOut(
            number=one.number, things=[EntityOut(**thing._asdict()) for thing in one.things]
        )
        for one in held
    ]
