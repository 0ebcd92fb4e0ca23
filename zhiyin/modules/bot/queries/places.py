"""Where the bot answers, and what holds there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhiyin.kernel.contracts.skills import Skill
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting, get_stored
from zhiyin.modules.bot.rules import Limits
from zhiyin.modules.bot.settings import DECIDING, HERE, is_on
from zhiyin.modules.bot.understanding import Lists, split_words
from zhiyin.modules.people.interface import get_team_shops

Session = ReadSession | WriteSession
# The list of routing holds for both: who is angry there is angry here.
ANGRY_WORDS = "routing.angry_words"
# Where a value comes from that nobody has set for a place of their own.
WIDEST = ("organisation", "default")


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


async def get_place(
    session: Session, place: Place, tried: Mapping[str, Any] | None = None
) -> HeldHere:
    """What is set here. `tried`: settings that decide, by their short names, as if they were set
    for the organisation; what a shop has set for itself holds there all the same.
    """
    stored = await get_stored(session)

    def value(name: str) -> Any:
        setting = DECIDING[name]
        held, source = session.house.settings.resolve(stored, setting.key, place)
        return tried[name] if tried and name in tried and source in WIDEST else held

    off = value("tasks_off")
    return HeldHere(
        Lists(
            tuple(split_words(value("person_words").values())),
            tuple(await get_angry_words(session, place)),
            tuple(split_words(value("sensitive_words").values())),
        ),
        Limits(value("least_sure") / 100, value("near_from") / 100),
        await _skills(session, place, off),
    )


async def _skills(session: Session, place: Place, off: str) -> tuple[Skill, ...]:
    """The tasks that are on and have something to tell here."""
    known = [one for one in session.house.skills.values() if is_on(one, off)]
    return tuple([one for one in known if await _is_ready(session, one, place)])


async def _is_ready(session: Session, skill: Skill, place: Place) -> bool:
    if skill.ready is None:
        return True
    return place.shop_id is not None and await skill.ready(session, place.shop_id)


async def get_teams_served(session: Session) -> set[UUID]:
    """The teams for which the bot answers."""
    shops = await get_team_shops(session)
    return {
        team_id
        for team_id, shop_id in shops.items()
        if await get_setting(session, HERE, Place(shop_id=shop_id, team_id=team_id))
    }
