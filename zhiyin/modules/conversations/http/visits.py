"""The route of a conversation's visit: which pages its customer looks at."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.channels.interface import get_visitors
from zhiyin.modules.conversations.permissions import READ
from zhiyin.modules.conversations.queries.lists import access_conversation
from zhiyin.modules.visits.interface import LatestVisit, get_latest_visit

routes = Routes("conversations", "/conversations")


@routes.get("/{conversation_id}/visit", permit=READ, response_model=LatestVisit)
async def get_visit(conversation_id: UUID, access: Caller, house: CurrentHouse) -> LatestVisit:
    """The customer's visit that is on, or the latest one; only where they agreed to it."""
    async with house.database.reading() as session:
        row = await access_conversation(session, access, conversation_id)
        visitors = await get_visitors(session, row.thread_key, row.channel_account_id)
        ids = [one.id for one in visitors]
        return LatestVisit(visit=await get_latest_visit(session, access, ids) if ids else None)
