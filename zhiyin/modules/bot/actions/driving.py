"""Driving the bot: is it there, and in which conversations does it owe an answer?

The worker looks several times a second. What is owed stands in the conversations themselves, so
that no message costs anything more, nothing is kept in memory, and a crash loses nothing.
"""

import time
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.bot.actions.answering import answer, give_up
from zhiyin.modules.bot.queries.places import get_teams_served
from zhiyin.modules.bot.queries.state import ask_state, away_because
from zhiyin.modules.bot.settings import AI_ON, BEHIND, ON
from zhiyin.modules.conversations.interface import list_owed, list_with_bots
from zhiyin.modules.people.interface import (
    BotRecord,
    find_bot,
    keep_bot,
    place_bot,
    set_presence,
)

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.3
# How often it is asked whether the bot can be there, and how long that holds.
ASK_EVERY = 2.0
LEASE_SECONDS = 15.0
# One late answer of a busy machine is no absence.
MOST_FAILED = 2
# So many conversations are answered before it is looked anew.
MOST_AT_ONCE = 20
# A conversation in which answering fails so often goes to people.
MOST_BROKEN = 2


@dataclass
class Driving:
    """What this process knows of the bot between two looks."""

    bot: BotRecord | None = None
    asked_at: float = -1e9
    failed: int = 0
    broken: dict[UUID, int] = field(default_factory=dict)


async def drive(database: Database) -> None:
    """Keeps the bot there or away, and answers what it owes."""
    house = database.house
    state: Driving = house.shelf.setdefault("bot.driving", Driving())
    if time.monotonic() - state.asked_at >= ASK_EVERY:
        state.bot = await _come_or_go(house, state)
        state.asked_at = time.monotonic()
    if state.bot is None:
        return
    async with database.reading() as session:
        owed = await list_owed(session, [state.bot.id], MOST_AT_ONCE)
    for one in owed:
        try:
            await answer(house, state.bot, one)
            state.broken.pop(one.id, None)
        except Exception:
            log.exception("bot_failed", conversation=str(one.id))
            state.broken[one.id] = state.broken.get(one.id, 0) + 1
            if state.broken[one.id] >= MOST_BROKEN:
                await give_up(house, state.bot, one, "task_failed")
                del state.broken[one.id]


async def _come_or_go(house: House, state: Driving) -> BotRecord | None:
    """The bot, if it can be there; else everything it holds goes to people at once."""
    async with house.database.reading() as session:
        bot = await find_bot(session)
        if bot is None:
            return None
        ai_on, on = await get_setting(session, AI_ON), await get_setting(session, ON)
        behind = await get_setting(session, BEHIND)
        thinks = await ask_state(session) if ai_on and on else None
    reason = away_because(ai_on=ai_on, on=on, thinks=thinks, behind=behind)
    if reason is None:
        state.failed = 0
        await _be_there(house, bot)
        return bot
    state.failed += 1
    if reason == "thinking_away" and bot.online and state.failed < MOST_FAILED:
        return bot
    await _leave(house, bot, "switched_off" if reason in ("off", "ai_off") else "thinking_away")
    return None


async def _be_there(house: House, bot: BotRecord) -> None:
    async with house.database.writing(Actor("staff", bot.id)) as session:
        await place_bot(session, bot.id, await get_teams_served(session))
        if not bot.online or not await keep_bot(session, bot.id, LEASE_SECONDS):
            await set_presence(session, bot.id, "online")


async def _leave(house: House, bot: BotRecord, reason: str) -> None:
    """First nothing new comes, then what it holds goes."""
    if bot.online:
        async with house.database.writing(Actor("staff", bot.id)) as session:
            await set_presence(session, bot.id, "away")
    async with house.database.reading() as session:
        held = await list_with_bots(session, [bot.id])
    for one in held:
        await give_up(house, bot, one, reason)
    if bot.online:
        async with house.database.writing(Actor("staff", bot.id)) as session:
            await set_presence(session, bot.id, "offline")
