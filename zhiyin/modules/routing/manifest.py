"""What routing contributes."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.routing import events, jobs, listeners, permissions, settings
from zhiyin.modules.routing.actions.affected import search_open
from zhiyin.modules.routing.actions.surging import forget_arrivals, watch_arrivals
from zhiyin.modules.routing.contributions.notices import NOTICES
from zhiyin.modules.routing.contributions.objects import INCIDENT
from zhiyin.modules.routing.contributions.personal import PERSONAL
from zhiyin.modules.routing.contributions.placers import ENTRY_RULES
from zhiyin.modules.routing.http import (
    checks,
    entry_rules,
    incident_work,
    incidents,
    situation,
    surges,
)

module = Module(
    name="routing",
    title=Text("分流", "Routing"),
    routes=(
        entry_rules.routes,
        checks.routes,
        surges.routes,
        situation.routes,
        incidents.routes,
        incident_work.routes,
    ),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=(
        events.ConversationPlaced,
        events.RoutingChecked,
        events.SurgeChanged,
        events.ReservesCalled,
        events.IncidentDeclared,
        events.IncidentChanged,
        events.IncidentClosed,
    ),
    listeners=(listeners.LOOK_AGAIN, listeners.CALL, listeners.RESERVES),
    readers=(listeners.ARRIVALS, listeners.AFFECTED),
    jobs=jobs.JOBS,
    object_kinds=(INCIDENT,),
    notices=NOTICES,
    chores=(
        Chore("routing.surge", 5.0, watch_arrivals),
        Chore("routing.arrivals", 3600.0, forget_arrivals),
        Chore("routing.incidents", 30.0, search_open),
    ),
    personal=(PERSONAL,),
    placers=(ENTRY_RULES,),
)
