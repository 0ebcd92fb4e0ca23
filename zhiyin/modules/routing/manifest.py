"""What routing contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.routing import http, permissions, settings
from zhiyin.modules.routing.contributions.personal import PERSONAL
from zhiyin.modules.routing.contributions.placers import ENTRY_RULES

module = Module(
    name="routing",
    title=Text("分流", "Routing"),
    routes=(http.routes,),
    permissions=permissions.ALL,
    settings=settings.ALL,
    placers=(ENTRY_RULES,),
    personal=(PERSONAL,),
)
