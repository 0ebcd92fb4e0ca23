"""What remedies do when a payout is asked for, approved, due or over."""

from zhiyin.kernel.events.registry import Listener
from zhiyin.modules.remedies.actions.following import call_off_withdrawn, go_on, tell
from zhiyin.modules.remedies.events import (
    PayoutApproved,
    PayoutArrived,
    PayoutDue,
    PayoutFailed,
    PayoutRefused,
    PayoutRequested,
    PayoutWithdrawn,
)

GO_ON = Listener("remedies.go_on", (PayoutRequested, PayoutDue), go_on, lane="now")
# Apart from what begins: both move cases, and locks are taken from the ground up.
CALL_OFF = Listener("remedies.call_off", (PayoutWithdrawn,), call_off_withdrawn, lane="now")
TELL = Listener(
    "remedies.tell",
    (PayoutApproved, PayoutRefused, PayoutArrived, PayoutFailed),
    tell,
    lane="later",
)
ALL = (GO_ON, CALL_OFF, TELL)
