"""Where the bot answers, and what holds there."""

from dataclasses import dataclass
from uuid import UUID

from zhiyin.kernel.contracts.skills import Skill
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.bot.rules import Limits
from zhiyin.modules.bot.settings import (
    HERE,
    LEAST_SURE,
    NEAR_FROM,
    PERSON_WORDS,
    SENSITIVE_WORDS,
    TASKS_OFF,
    is_on,
)
from zhiyin.modules.bot.understanding import Lists, split_words
from zhiyin.modules.people.interface import get_team_shops

Session = ReadSession | WriteSession
# The list of routing holds for both: who is angry there is angry here.
ANGRY_WORDS = "routing.angry_words"


@dataclass(frozen=True)
class HeldHere:
    """What is set at a place: lists of words, limits, and the tasks that are on."""

    lists: Lists
    limits: Limits
    skills: tuple[Skill, ...]


async def get_angry_words(session: Session, place: Place) -> list[str]:
    """The angry words that routing keeps, if it is part of the house."""
    known = session.house.settings.known.get(ANGRY_WORDS)
    if known is None:
        return []
    return split_words((await get_setting(session, known, place)).values())


async def get_place(session: Session, place: Place) -> HeldHere:
    """What is set here."""
    off = await get_setting(session, TASKS_OFF)
    return HeldHere(
        Lists(
            tuple(split_words((await get_setting(session, PERSON_WORDS, place)).values())),
            tuple(await get_angry_words(session, place)),
            tuple(split_words((await get_setting(session, SENSITIVE_WORDS, place)).values())),
        ),
        Limits(
            await get_setting(session, LEAST_SURE, place) / 100,
            await get_setting(session, NEAR_FROM, place) / 100,
        ),
        tuple(one for one in session.house.skills.values() if is_on(one, off)),
    )


async def get_teams_served(session: Session) -> set[UUID]:
    """The teams for which the bot answers."""
    shops = await get_team_shops(session)
    return {
        team_id
        for team_id, shop_id in shops.items()
        if await get_setting(session, HERE, Place(shop_id=shop_id, team_id=team_id))
    }
