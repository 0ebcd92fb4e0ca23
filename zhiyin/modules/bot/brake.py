"""The brake (刹车): where answers fail, the bot answers less by itself: pure.

A step is judged on what was answered since the last one, so old failures brake once; and a share
of failures counts only as far as chance cannot explain it (Wilson's interval).
"""

from dataclasses import dataclass
from uuid import UUID

from zhiyin.kernel.drawing import is_drawn
from zhiyin.kernel.shares import wilson

# How many of a hundred conversations get answers of a category from the bot.
STEPS = (100, 50, 20, 0)
FREE = STEPS[0]
# Fewer answers than these say nothing.
FEWEST = 20
WINDOW_DAYS = 14
# At most one step in so many hours.
REST_HOURS = 24


@dataclass(frozen=True)
class Tally:
    """What was answered in a category, and how much of it failed."""

    answers: int
    failures: int


def next_share(share: int, tally: Tally, limit: float, *, rested: bool) -> int:
    """The share after a look: a step down where failures are surely above the limit, a step up
    where they are surely below it. `limit` is a share of one; `rested`: the last step is a day old.
    """
    if not rested or tally.answers < FEWEST:
        return share
    failing = wilson(tally.failures, tally.answers)
    place = STEPS.index(share)
    if failing.low > limit:
        return STEPS[min(place + 1, len(STEPS) - 1)]
    if failing.high < limit:
        return STEPS[max(place - 1, 0)]
    return share


def may_answer(conversation_id: UUID, category_id: UUID | None, share: int) -> bool:
    """Whether the bot answers in this conversation: drawn by its id, so that it does not change
    its mind within one.
    """
    return is_drawn(conversation_id, category_id.bytes if category_id else b"", share)
