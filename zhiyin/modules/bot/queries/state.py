"""The bot as it is set, and as it stands."""

from typing import Any

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.kernel.thinking.serving import STATE, HowAreYou, State
from zhiyin.modules.bot.queries.places import get_angry_words
from zhiyin.modules.bot.schemas.talks import Away, BotState, BotTask, BotWords, ShopPlace, TeamPlace
from zhiyin.modules.bot.settings import (
    AI_ON,
    BEHIND,
    GREETING,
    HERE,
    KEEP_DAYS,
    LEAST_SURE,
    NEAR_FROM,
    ON,
    PEOPLE_LEVELS,
    PERSON_WORDS,
    SENSITIVE_WORDS,
    TASKS_OFF,
    is_on,
)
from zhiyin.modules.conversations.interface import list_with_bots
from zhiyin.modules.people.interface import find_bot, get_shops, get_team_shops, get_teams

NAME = Text("小知", "Xiaozhi")
# As the ranking of articles is taught.
PROMISED = 0.9
BOT_FIRST = "routing.bot_first"
STATE_SECONDS = 1.0


async def ask_state(session: ReadSession) -> State | None:
    """How the inference process stands; `None` if it does not answer in time."""
    try:
        return await session.house.thinking.ask(STATE, HowAreYou(), within=STATE_SECONDS)
    except ThinkingUnavailable:
        return None


def away_because(*, ai_on: bool, on: bool, thinks: State | None, behind: int) -> Away | None:
    """Why the bot cannot be there; `None` if it can."""
    if not ai_on:
        return "ai_off"
    if not on:
        return "off"
    if thinks is None:
        return "thinking_away"
    knowledge = next((one for one in thinks.thinkers if one.name == "knowledge"), None)
    if knowledge is None or not knowledge.ready:
        return "starting"
    return "behind" if max(thinks.lag_s, knowledge.lag_s) > behind else None


async def get_state(session: ReadSession) -> BotState:
    """Everything the page of the bot shows."""

    async def value(setting: Any) -> Any:
        return await get_setting(session, setting)

    bot = await find_bot(session)
    thinks = await ask_state(session)
    ai_on, on = await value(AI_ON), await value(ON)
    return BotState(
        ai_on=ai_on,
        on=on,
        staff_id=bot.id if bot else None,
        name=bot.name if bot else NAME.zh,
        online=bool(bot and bot.online),
        away=away_because(ai_on=ai_on, on=on, thinks=thinks, behind=await value(BEHIND)),
        lag_s=thinks.lag_s if thinks else None,
        held=len(await list_with_bots(session, [bot.id])) if bot else 0,
        greeting=BotWords.model_validate(await value(GREETING)),
        promised=PROMISED,
        least_sure=await value(LEAST_SURE),
        near_from=await value(NEAR_FROM),
        person_words=BotWords.model_validate(await value(PERSON_WORDS)),
        sensitive_words=BotWords.model_validate(await value(SENSITIVE_WORDS)),
        angry_words=await get_angry_words(session, Place()),
        people_levels=BotWords.model_validate(await value(PEOPLE_LEVELS)),
        keep_days=await value(KEEP_DAYS),
        tasks=_tasks(session, await value(TASKS_OFF)),
        shops=await _places(session),
    )


def _tasks(session: ReadSession, off: str) -> list[BotTask]:
    return [
        BotTask(
            name=one.name,
            title=Labels.of(one.title),
            description=Labels.of(one.description),
            on=is_on(one, off),
        )
        for one in session.house.skills.values()
    ]


async def _places(session: ReadSession) -> list[ShopPlace]:
    names, shop_of = await get_teams(session), await get_team_shops(session)
    first = session.house.settings.known.get(BOT_FIRST)
    places = []
    for shop in (await get_shops(session)).values():
        teams = [
            TeamPlace(
                team_id=team_id,
                name=names[team_id],
                on=await get_setting(session, HERE, Place(shop_id=shop.id, team_id=team_id)),
            )
            for team_id, shop_id in shop_of.items()
            if shop_id in (None, shop.id)
        ]
        here = Place(shop_id=shop.id)
        places.append(
            ShopPlace(
                shop_id=shop.id,
                name=shop.name,
                on=await get_setting(session, HERE, here),
                first=bool(first and await get_setting(session, first, here)),
                teams=sorted(teams, key=lambda one: one.name),
            )
        )
    return sorted(places, key=lambda one: one.name)
