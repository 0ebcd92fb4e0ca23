"""What dispatch contributes."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.dispatch import events, http, listeners, settings

module = Module(
    name="dispatch",
    title=Text("分配", "Dispatch"),
    routes=(http.routes,),
    settings=settings.ALL,
    events=(
        events.WorkQueued,
        events.CapacityFreed,
        events.WorkAssigned,
        events.WorkReturned,
    ),
    listeners=(listeners.GIVE_OUT,),
    chores=(
        Chore("dispatch.rounds", 1.0, listeners.repeat_rounds),
        Chore("dispatch.sign_off", 5.0, listeners.sign_off),
    ),
)
