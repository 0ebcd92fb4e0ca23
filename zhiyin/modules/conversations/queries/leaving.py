"""What going offline would do to what somebody holds."""

from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.schemas.requests import Leaving
from zhiyin.modules.conversations.settings import KEEP_AT_SIGN_OFF


async def get_leaving(session: ReadSession, staff_id: UUID) -> Leaving:
    """How many conversations are open, and whether they stay with their agent."""
    mine = Conversation.assignee_id == staff_id
    held = Conversation.state.in_(("assigned", "waiting_customer"))
    count = await session.scalar(select(func.count()).select_from(Conversation).where(mine, held))
    return Leaving(open=count or 0, kept=bool(await get_setting(session, KEEP_AT_SIGN_OFF)))
