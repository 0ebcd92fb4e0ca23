"""The door of remedies: asking for payouts, releasing and withdrawing them, how they stand."""

from zhiyin.modules.remedies.actions.proposing import PayoutDraft, propose, release, withdraw
from zhiyin.modules.remedies.queries.limits import may_grant
from zhiyin.modules.remedies.queries.records import (
    PayoutRecord,
    given,
    payouts,
    payouts_about,
)
from zhiyin.modules.remedies.rules import BY_HAND, GIVEN, KIND, SETTLED, State, say_amount

__all__ = [
    "BY_HAND",
    "GIVEN",
    "KIND",
    "SETTLED",
    "PayoutDraft",
    "PayoutRecord",
    "State",
    "given",
    "may_grant",
    "payouts",
    "payouts_about",
    "propose",
    "release",
    "say_amount",
    "withdraw",
]
