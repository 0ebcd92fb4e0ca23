"""What complaints contribute."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.complaints import events, listeners, live, permissions, settings, visitor_http
from zhiyin.modules.complaints.actions.following import FOLLOW_UP_TIMER
from zhiyin.modules.complaints.actions.grading import look_again, read_unread
from zhiyin.modules.complaints.actions.offering import EXPIRY_TIMER
from zhiyin.modules.complaints.actions.warning import watch
from zhiyin.modules.complaints.contributions.notices import NOTICES
from zhiyin.modules.complaints.contributions.objects import COMPLAINT
from zhiyin.modules.complaints.contributions.personal import PERSONAL
from zhiyin.modules.complaints.contributions.procedures import ACTIONS, GUARDS, RULES
from zhiyin.modules.complaints.http import complaints, figures, offers, problems

module = Module(
    name="complaints",
    title=Text("投诉", "Complaints"),
    # Before single complaints: their paths would pass for ids.
    routes=(
        figures.routes,
        problems.routes,
        complaints.routes,
        offers.routes,
        visitor_http.routes,
    ),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=events.ALL,
    listeners=listeners.ALL,
    notices=NOTICES,
    object_kinds=(COMPLAINT,),
    procedure_actions=ACTIONS,
    procedure_guards=GUARDS,
    assignee_rules=RULES,
    pushes=(live.PUSH,),
    topics=(live.COMPLAINTS,),
    timers=(EXPIRY_TIMER, FOLLOW_UP_TIMER),
    personal=(PERSONAL,),
    chores=(
        Chore("complaints.read_unread", 20.0, read_unread),
        Chore("complaints.look_again", 300.0, look_again),
        Chore("complaints.watch", 60.0, watch),
    ),
)
