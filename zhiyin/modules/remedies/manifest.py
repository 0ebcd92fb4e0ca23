"""What remedies contribute."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.remedies import events, listeners, live, permissions
from zhiyin.modules.remedies.contributions.kinds import BY_HAND_KIND
from zhiyin.modules.remedies.contributions.notices import NOTICES
from zhiyin.modules.remedies.contributions.objects import PAYOUT
from zhiyin.modules.remedies.contributions.personal import PERSONAL
from zhiyin.modules.remedies.contributions.procedures import ACTIONS, GUARDS, RULES
from zhiyin.modules.remedies.contributions.timeline import PayoutsOnTimeline
from zhiyin.modules.remedies.http import limits, payouts

module = Module(
    name="remedies",
    title=Text("补偿", "Payouts"),
    # Limits first: their path would pass for a payout's id.
    routes=(limits.routes, payouts.routes),
    permissions=permissions.ALL,
    events=events.ALL,
    listeners=listeners.ALL,
    notices=NOTICES,
    object_kinds=(PAYOUT,),
    payout_kinds=(BY_HAND_KIND,),
    procedure_actions=ACTIONS,
    procedure_guards=GUARDS,
    assignee_rules=RULES,
    pushes=(live.PUSH,),
    topics=(live.PAYOUTS,),
    timeline=(PayoutsOnTimeline(),),
    personal=(PERSONAL,),
)
