"""Who never meets the bot: customers of certain levels, and everybody where it does not answer."""

from collections.abc import Sequence
from dataclasses import replace

from zhiyin.kernel.contracts.module import Placer
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.bot.settings import HERE, PEOPLE_LEVELS
from zhiyin.modules.bot.understanding import split_words
from zhiyin.modules.dispatch.interface import NewWork, for_people


async def place(session: WriteSession, works: Sequence[NewWork]) -> list[NewWork]:
    """Keeps from the bot what entry rules would give it and it must not have."""
    return [
        replace(work, need=for_people(work.need)) if await _is_for_people(session, work) else work
        for work in works
    ]


async def _is_for_people(session: WriteSession, work: NewWork) -> bool:
    need = work.need
    if need.who == "person" or (need.who == "anyone" and need.tier != "A"):
        return False
    where = Place(shop_id=work.facts.get("shop"), team_id=work.team_id)
    if not await get_setting(session, HERE, where):
        return True
    level = work.facts.get("level")
    if not level or need.who == "bot":
        return False
    return level in split_words((await get_setting(session, PEOPLE_LEVELS, where)).values())


PEOPLE_FIRST = Placer("bot.people_first", place)
