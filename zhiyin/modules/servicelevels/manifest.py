"""What service levels contribute."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.servicelevels import events, http, jobs, permissions, settings
from zhiyin.modules.servicelevels.contributions.bin import BIN

module = Module(
    name="servicelevels",
    title=Text("服务等级", "Service levels"),
    routes=(http.routes,),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=(events.ClockWarned, events.ClockBreached),
    bin=(BIN,),
    timers=(jobs.CLOCK_TIMER,),
)
