"""What service levels do with time: deadlines that come."""

from zhiyin.kernel.timers.timers import TimerKind
from zhiyin.modules.servicelevels.actions.clocks import TIMER, strike_clocks

# A second of a morning's rush holds thousands; each costs little beside its batch.
CLOCK_TIMER = TimerKind(TIMER, strike_clocks, batch=1000)
