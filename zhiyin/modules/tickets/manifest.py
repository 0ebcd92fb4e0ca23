"""What tickets contribute."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.tickets import events, jobs, listeners, permissions, settings
from zhiyin.modules.tickets.actions.accompanying import CASES_TIMER
from zhiyin.modules.tickets.actions.exporting import tidy_exports
from zhiyin.modules.tickets.actions.importing import tidy_imports
from zhiyin.modules.tickets.actions.pressing import press_all
from zhiyin.modules.tickets.actions.recurring import SCHEDULE_TIMER
from zhiyin.modules.tickets.actions.reminding import REMINDER_TIMER
from zhiyin.modules.tickets.actions.writing import renew_tokens
from zhiyin.modules.tickets.contributions import automation
from zhiyin.modules.tickets.contributions.bin import BIN
from zhiyin.modules.tickets.contributions.fields import FIELDS
from zhiyin.modules.tickets.contributions.notices import NOTICES
from zhiyin.modules.tickets.contributions.objects import TICKET
from zhiyin.modules.tickets.contributions.personal import PERSONAL
from zhiyin.modules.tickets.contributions.procedures import ACTIONS, GUARDS, RULES
from zhiyin.modules.tickets.contributions.promises import HOST, PROMISED
from zhiyin.modules.tickets.contributions.timeline import TicketsOnTimeline
from zhiyin.modules.tickets.http import (
    bulk,
    files,
    imports,
    proposing,
    templates,
    tickets,
    together,
    transfer,
    types,
    views,
)
from zhiyin.modules.tickets.live import PUSH, TAKEN

module = Module(
    name="tickets",
    title=Text("工单", "Tickets"),
    routes=(
        # Before single tickets: its paths would pass for their ids.
        imports.routes,
        bulk.routes,
        tickets.routes,
        proposing.routes,
        files.routes,
        together.routes,
        transfer.routes,
        types.routes,
        views.routes,
        templates.templates,
        templates.schedules,
    ),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=events.ALL,
    listeners=listeners.ALL,
    readers=(listeners.REPLIES,),
    notices=NOTICES,
    object_kinds=(TICKET,),
    clock_hosts=(HOST,),
    promised=(PROMISED,),
    field_hosts=(FIELDS,),
    procedure_actions=ACTIONS,
    procedure_guards=GUARDS,
    assignee_rules=RULES,
    matters=(automation.MATTER,),
    happenings=automation.HAPPENINGS,
    standstills=automation.STANDSTILLS,
    automation_actions=automation.ACTIONS,
    timers=(REMINDER_TIMER, SCHEDULE_TIMER, CASES_TIMER),
    pushes=(PUSH, TAKEN),
    timeline=(TicketsOnTimeline(),),
    personal=(PERSONAL,),
    bin=BIN,
    jobs=jobs.JOBS,
    chores=(
        Chore("tickets.press", 300.0, press_all),
        Chore("tickets.renew_tokens", 300.0, renew_tokens),
        Chore("tickets.tidy_exports", 3600.0, tidy_exports),
        Chore("tickets.tidy_imports", 3600.0, tidy_imports),
    ),
)
