"""What procedures contribute."""

from zhiyin.kernel.contracts.module import Chore, Module, WorkKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures import events, http, listeners, permissions, settings
from zhiyin.modules.procedures.actions.giving import apply_assignments, repeat_giving
from zhiyin.modules.procedures.actions.reminding import REMINDER_TIMER
from zhiyin.modules.procedures.contributions.clocks import HOST
from zhiyin.modules.procedures.contributions.notices import NOTICES
from zhiyin.modules.procedures.contributions.objects import TASK
from zhiyin.modules.procedures.contributions.personal import PERSONAL
from zhiyin.modules.procedures.contributions.timeline import TasksOnTimeline
from zhiyin.modules.procedures.rules import KIND

module = Module(
    name="procedures",
    title=Text("流程与待办", "Procedures"),
    routes=(http.routes,),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=events.ALL,
    listeners=(listeners.GIVE_OUT, listeners.LET_GO, listeners.TELL),
    notices=NOTICES,
    object_kinds=(TASK,),
    timers=(REMINDER_TIMER,),
    work_kinds=(WorkKind(KIND, apply_assignments),),
    clock_hosts=(HOST,),
    timeline=(TasksOnTimeline(),),
    personal=(PERSONAL,),
    chores=(Chore("procedures.give_tasks", 5.0, repeat_giving),),
)
