"""What visits contribute."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.visits import http, permissions, settings
from zhiyin.modules.visits.actions import PAGES, forget_old_visits
from zhiyin.modules.visits.contributions.personal import PERSONAL

module = Module(
    name="visits",
    title=Text("访问足迹", "Page trail"),
    routes=(http.routes,),
    permissions=(permissions.READ,),
    settings=settings.ALL,
    purposes=(PAGES,),
    personal=(PERSONAL,),
    chores=(Chore("visits.forget", 3600.0, forget_old_visits),),
)
