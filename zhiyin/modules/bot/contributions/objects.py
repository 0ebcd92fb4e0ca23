"""What others are told of a brake of the bot: notices lead to where it is let go."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.bot.actions.braking import KIND
from zhiyin.modules.bot.models import BotBrake
from zhiyin.modules.bot.permissions import CHECK
from zhiyin.modules.knowledge.interface import get_category_names

TITLE = Text("自动少答", "The bot answers less")


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """Brakes, for those who look at what the bot says."""
    if access is not None and not access.may(CHECK):
        return {}
    names = await get_category_names(session)
    query = select(BotBrake.id, BotBrake.category_id).where(BotBrake.id.in_(ids))
    return {
        row.id: Face(names.get(row.category_id, {}).get("zh-CN", TITLE.zh), "/bot")
        for row in await session.execute(query)
    }


BRAKE = ObjectKind(KIND, TITLE, look)
