"""What routing contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.routing import events, listeners, permissions, settings
from zhiyin.modules.routing.contributions.personal import PERSONAL
from zhiyin.modules.routing.contributions.placers import ENTRY_RULES
from zhiyin.modules.routing.http import checks, entry_rules

module = Module(
    name="routing",
    title=Text("分流", "Routing"),
    routes=(entry_rules.routes, checks.routes),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=(events.ConversationPlaced, events.RoutingChecked),
    listeners=(
        listeners.LOOK_AGAIN,
        listeners.CALL,
    ),
    personal=(PERSONAL,),
    placers=(ENTRY_RULES,),
)
