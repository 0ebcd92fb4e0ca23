"""The door of routing: which words are angry ones, and how a surge stands."""

from uuid import UUID

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting, listed
from zhiyin.modules.routing.queries.surges import get_current
from zhiyin.modules.routing.rules import contains_any
from zhiyin.modules.routing.settings import ANGRY_WORDS
from zhiyin.modules.routing.surging import STAGES

__all__ = ["STAGES", "get_stage", "is_angry"]


async def is_angry(
    session: ReadSession | WriteSession, words: str, shop_id: UUID, team_id: UUID | None
) -> bool:
    """Whether these words contain one that raises the priority, as it is set for that place."""
    place = Place(shop_id=shop_id, team_id=team_id)
    return contains_any(words, listed(await get_setting(session, ANGRY_WORDS, place)))


async def get_stage(session: ReadSession | WriteSession) -> str | None:
    """The stage of the surge that is on."""
    surge = await get_current(session)
    return surge.stage if surge else None
