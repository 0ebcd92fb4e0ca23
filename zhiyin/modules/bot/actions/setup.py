"""Setting the bot up: what is changed is written down with who changed it."""

import contextlib
from typing import Any
from uuid import UUID

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.settings.settings import (
    Scope,
    Setting,
    clear_setting,
    get_setting,
    put_setting,
)
from zhiyin.modules.bot.actions.versions import line_up, put_live
from zhiyin.modules.bot.errors import NothingChangedError, UnknownTaskError
from zhiyin.modules.bot.queries.state import BOT_FIRST, NAME
from zhiyin.modules.bot.schemas.talks import BotPatch, PlaceIn
from zhiyin.modules.bot.settings import (
    AI_ON,
    DECIDING,
    GREETING,
    HERE,
    ON,
    PEOPLE_LEVELS,
    TASKS_OFF,
    names_off,
)
from zhiyin.modules.bot.versioning import Change
from zhiyin.modules.people.interface import make_bot, name_bot

PLAIN: dict[str, Setting] = {
    "ai_on": AI_ON,
    "on": ON,
    "greeting": GREETING,
    "people_levels": PEOPLE_LEVELS,
}


async def edit_bot(session: WriteSession, access: Access, body: BotPatch) -> None:
    """Changes what is given; what decides how it answers, as a version. The first time it is
    switched on, the bot is made.
    """
    await line_up(session)
    if body.name is not None:
        await name_bot(session, body.name)
    if body.on:
        await make_bot(session, NAME.zh)
    given = body.model_dump(by_alias=True, exclude_none=True, include=set(PLAIN))
    for name, value in given.items():
        await _put(session, PLAIN[name].key, value)
    for one in body.places or ():
        await _place(session, one)
    await _decide(session, access, body)


async def _decide(session: WriteSession, access: Access, body: BotPatch) -> None:
    """What decides how it answers goes live as a version; settings are locked before versions."""
    deciding = body.model_dump(by_alias=True, exclude_none=True, include=set(DECIDING))
    if body.tasks is not None:
        deciding["tasks_off"] = await _tasks_off(session, body.tasks)
    if deciding:
        with contextlib.suppress(NothingChangedError):
            await put_live(session, access, Change(settings=deciding))


async def _put(
    session: WriteSession,
    key: str,
    value: Any,
    scope: Scope = "organisation",
    scope_id: UUID | None = None,
) -> None:
    before = None
    if scope == "organisation":
        before = await get_setting(session, session.house.settings.known[key])
    await put_setting(session, key, scope, scope_id, value)
    audit(
        session,
        "settings.put",
        None,
        before={key: before},
        after={key: value, "scope": scope, "scope_id": scope_id},
    )


async def _tasks_off(session: WriteSession, wanted: dict[str, bool]) -> str:
    if not wanted.keys() <= session.house.skills.keys():
        raise UnknownTaskError
    off = names_off(await get_setting(session, TASKS_OFF)) & session.house.skills.keys()
    off = (off | {name for name, on in wanted.items() if not on}) - {
        name for name, on in wanted.items() if on
    }
    return ",".join(sorted(off))


async def _place(session: WriteSession, place: PlaceIn) -> None:
    """A shop's or team's own switch; null leaves it to the next wider place."""
    scope: Scope = "team" if place.team_id else "shop" if place.shop_id else "organisation"
    scope_id = place.team_id or place.shop_id
    for key, value in ((HERE.key, place.on), (BOT_FIRST, place.first)):
        if value is not None:
            await _put(session, key, value, scope, scope_id)
        elif key == HERE.key and place.first is None:
            await clear_setting(session, key, scope, scope_id)
            audit(session, "settings.clear", None, after={"key": key, "scope_id": scope_id})
