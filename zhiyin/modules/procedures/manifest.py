"""What procedures contribute."""

from zhiyin.kernel.contracts.module import Chore, Module, WorkKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures import events, listeners, live, permissions, settings
from zhiyin.modules.procedures.actions.absent import repeat_standing_in
from zhiyin.modules.procedures.actions.giving import apply_assignments, repeat_giving
from zhiyin.modules.procedures.actions.late import STEP_TIMER
from zhiyin.modules.procedures.actions.ready import repeat_installing
from zhiyin.modules.procedures.actions.reminding import REMINDER_TIMER
from zhiyin.modules.procedures.contributions.automation import ACTIONS
from zhiyin.modules.procedures.contributions.clocks import HOST
from zhiyin.modules.procedures.contributions.notices import NOTICES
from zhiyin.modules.procedures.contributions.objects import CASE_KIND, TASK
from zhiyin.modules.procedures.contributions.personal import PERSONAL
from zhiyin.modules.procedures.contributions.procedures import RULES
from zhiyin.modules.procedures.contributions.timeline import TasksOnTimeline
from zhiyin.modules.procedures.http import cases, procedures, tasks
from zhiyin.modules.procedures.rules.tasks import KIND

module = Module(
    name="procedures",
    title=Text("流程与待办", "Procedures"),
    routes=(tasks.routes, procedures.routes, cases.routes),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=events.ALL,
    listeners=(
        listeners.GIVE_OUT,
        listeners.LET_GO,
        listeners.TELL,
        listeners.TELL_OF_STEPS,
        listeners.PASS_ON,
    ),
    notices=NOTICES,
    object_kinds=(TASK, CASE_KIND),
    timers=(REMINDER_TIMER, STEP_TIMER),
    topics=(live.PROCEDURES,),
    pushes=(live.PUSH_MOVES, live.PUSH_EDITS),
    work_kinds=(WorkKind(KIND, apply_assignments),),
    clock_hosts=(HOST,),
    timeline=(TasksOnTimeline(),),
    personal=(PERSONAL,),
    assignee_rules=RULES,
    automation_actions=ACTIONS,
    chores=(
        Chore("procedures.give_tasks", 5.0, repeat_giving),
        Chore("procedures.stand_in", 10.0, repeat_standing_in),
        Chore("procedures.install_ready", 3600.0, repeat_installing),
    ),
)
