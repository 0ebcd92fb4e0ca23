"""What insights contribute."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.insights import events, listeners, permissions, settings
from zhiyin.modules.insights.actions.alerting import forget_alerts
from zhiyin.modules.insights.actions.folding import SETTLE_EVERY, settle
from zhiyin.modules.insights.actions.watching import WATCH_EVERY, watch
from zhiyin.modules.insights.contributions.notices import NOTICES
from zhiyin.modules.insights.http import alerts, board, resolution
from zhiyin.modules.insights.live import BOARD_TOPIC, attend

module = Module(
    name="insights",
    title=Text("现场", "Live board"),
    routes=(board.routes, alerts.routes, resolution.routes),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=(events.AlertRaised, events.AlertChanged),
    listeners=listeners.ALL,
    readers=(listeners.FOLLOW,),
    topics=(BOARD_TOPIC,),
    chores=(
        Chore("insights.settle", SETTLE_EVERY, settle),
        Chore("insights.watch", WATCH_EVERY, watch),
        Chore("insights.forget_alerts", 3600.0, forget_alerts),
    ),
    notices=NOTICES,
    attendants=(attend,),
)
