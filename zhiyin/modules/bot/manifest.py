"""What the bot contributes."""

from typing import Any

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import peek_setting
from zhiyin.modules.bot import events, listeners, permissions, settings, visitor_http
from zhiyin.modules.bot.actions.braking import WATCH_EVERY, watch_answers
from zhiyin.modules.bot.actions.driving import LOOK_EVERY, drive
from zhiyin.modules.bot.actions.forgetting import forget_turns
from zhiyin.modules.bot.actions.organising import ORGANISE_EVERY, organise_by_time
from zhiyin.modules.bot.actions.running import forget_rehearsals
from zhiyin.modules.bot.contributions.notices import NOTICES
from zhiyin.modules.bot.contributions.objects import BRAKE
from zhiyin.modules.bot.contributions.personal import PERSONAL
from zhiyin.modules.bot.contributions.placers import PEOPLE_FIRST
from zhiyin.modules.bot.http import checking, learning, setup, tests, versions
from zhiyin.modules.bot.jobs import JOBS


def _may_think(house: Any) -> bool:
    return bool(peek_setting(house, settings.AI_ON))


module = Module(
    name="bot",
    title=Text("机器人", "Bot"),
    routes=(
        setup.routes,
        checking.routes,
        tests.routes,
        versions.routes,
        learning.routes,
        visitor_http.routes,
    ),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=(events.BotHandedOver,),
    listeners=(listeners.WRITTEN,),
    readers=(listeners.ENDS, listeners.TRIED),
    placers=(PEOPLE_FIRST,),
    personal=(PERSONAL,),
    notices=NOTICES,
    object_kinds=(BRAKE,),
    chores=(
        Chore("bot.drive", LOOK_EVERY, drive),
        Chore("bot.forget_turns", 3600.0, forget_turns),
        Chore("bot.forget_rehearsals", 3600.0, forget_rehearsals),
        Chore("bot.organise", ORGANISE_EVERY, organise_by_time),
        Chore("bot.watch_answers", WATCH_EVERY, watch_answers),
    ),
    jobs=JOBS,
    may_think=_may_think,
)
