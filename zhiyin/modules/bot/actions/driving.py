"""Driving the bot: is it there, and in which conversations does it owe an answer?

The worker looks several times a second. What is owed stands in the conversations themselves, so
that no message costs anything more, nothing is kept in memory, and a crash loses nothing.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

import structlog

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.bot.actions.answering import (
    Considered,
    consider,
    finish,
    give_up,
    word,
)
from zhiyin.modules.bot.actions.composing import may_compose
from zhiyin.modules.bot.queries.places import get_teams_served
from zhiyin.modules.bot.queries.state import ask_state, away_because
from zhiyin.modules.bot.settings import AI_ON, BEHIND, ON
from zhiyin.modules.conversations.interface import Owed, list_owed, list_with_bots
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
# So many answers are worded at once; whoever comes then is answered without.
MOST_WORDED = 8
# A conversation in which answering fails so often goes to people.
MOST_BROKEN = 2


@dataclass
class Driving:
    """What this process knows of the bot between two looks."""

    bot: BotRecord | None = None
    asked_at: float = -1e9
    failed: int = 0
    broken: dict[UUID, int] = field(default_factory=dict)
    # Conversations for which a language model words an answer just now; others do not wait for it.
    worded: set[UUID] = field(default_factory=set)


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
        if one.id not in state.worded:
            await _guarded(house, state, one, partial(_answer, house, state, one))


async def _answer(house: House, state: Driving, owed: Owed) -> None:
    considered = await consider(house, owed)
    if considered is None or state.bot is None:
        return
    room = len(state.worded) < MOST_WORDED
    if room and await may_compose(house, considered.thought):
        state.worded.add(owed.id)
        later = partial(_word, house, state, state.bot, considered)
        house.hub.spawn(_guarded(house, state, owed, later))
    else:
        await finish(house, state.bot, considered)


async def _word(house: House, state: Driving, bot: BotRecord, considered: Considered) -> None:
    try:
        await finish(house, bot, await _worded(house, considered))
    finally:
        state.worded.discard(considered.owed.id)


async def _worded(house: House, considered: Considered) -> Considered:
    try:
        return await word(house, considered)
    except Exception:
        log.exception("wording_failed", conversation=str(considered.owed.id))
        return considered


async def _guarded(
    house: House, state: Driving, owed: Owed, work: Callable[[], Awaitable[None]]
) -> None:
    """Where answering fails again and again a person goes on."""
    try:
        await work()
        state.broken.pop(owed.id, None)
    except Exception:
        log.exception("bot_failed", conversation=str(owed.id))
        state.broken[owed.id] = state.broken.get(owed.id, 0) + 1
        if state.broken[owed.id] >= MOST_BROKEN and state.bot is not None:
            await give_up(house, state.bot, owed, "task_failed")
            state.broken.pop(owed.id, None)


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
