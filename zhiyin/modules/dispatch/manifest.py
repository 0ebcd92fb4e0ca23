"""What dispatch contributes."""

from zhiyin.kernel.contracts.module import Chore, LivePush, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.dispatch import events, http, listeners, permissions, settings
from zhiyin.modules.dispatch.actions.offers import OFFER_TIMER
from zhiyin.modules.dispatch.live import push_presence
from zhiyin.modules.people.events import PresenceChanged

module = Module(
    name="dispatch",
    title=Text("分配", "Dispatch"),
    routes=(http.routes, http.figures),
    permissions=(permissions.SEE_FIGURES,),
    settings=settings.ALL,
    events=(
        events.WorkQueued,
        events.CapacityFreed,
        events.WorkAssigned,
        events.WorkReturned,
        events.OfferMade,
        events.OfferEnded,
    ),
    listeners=(listeners.GIVE_OUT,),
    timers=(OFFER_TIMER,),
    pushes=(LivePush((PresenceChanged, events.WorkAssigned, events.CapacityFreed), push_presence),),
    chores=(
        Chore("dispatch.rounds", 1.0, listeners.repeat_rounds),
        Chore("dispatch.sign_off", 5.0, listeners.sign_off),
    ),
)
