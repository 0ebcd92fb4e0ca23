"""What surveys contribute."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.surveys import events, listeners, permissions, settings, visitor_http
from zhiyin.modules.surveys.contributions.automation import HAPPENINGS
from zhiyin.modules.surveys.contributions.personal import PERSONAL
from zhiyin.modules.surveys.contributions.skills import RATE
from zhiyin.modules.surveys.contributions.timeline import RatingsOnTimeline
from zhiyin.modules.surveys.http import ratings

module = Module(
    name="surveys",
    title=Text("评价", "Surveys"),
    routes=(ratings.routes, visitor_http.routes),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=events.ALL,
    listeners=listeners.ALL,
    timeline=(RatingsOnTimeline(),),
    personal=(PERSONAL,),
    skills=(RATE,),
    happenings=HAPPENINGS,
)
