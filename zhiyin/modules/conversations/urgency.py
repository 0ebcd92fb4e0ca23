"""Which promise presses most, given what a conversation's row says right now. Pure.

The open clocks stand on the row as they were when they were last moved, which a reader does a
breath after each turn. What the row itself knows since then is reckoned in here, so that a frame
is right at once.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec

FIRST = frozenset({"acknowledge", "first_answer", "follow_up"})


class OpenClock(msgspec.Struct, frozen=True, omit_defaults=True):
    """A promise as it is kept on the row."""

    kind: str
    started_at: datetime
    due_at: datetime
    warn_at: datetime
    remaining: float | None = None
    pauses: bool = False


class PressingClock(msgspec.Struct, frozen=True):
    """The promise to show: until when, from when it is close, and what is left if it rests."""

    kind: str
    due_at: datetime
    warn_at: datetime
    state: Literal["running", "paused"]
    remaining: float | None


def read_clocks(stored: Sequence[dict[str, Any]]) -> list[OpenClock]:
    """Clocks as the row keeps them."""
    return msgspec.convert(stored, list[OpenClock], strict=False)


def pressing(
    clocks: Sequence[OpenClock],
    *,
    theirs: bool,
    assigned_at: datetime | None,
    last_staff_at: datetime | None,
    waiting_since: datetime | None,
) -> PressingClock | None:
    """The promise that comes due first; one that rests only when no other runs.

    `theirs`: it is the customer's turn.
    """
    running, resting = [], []
    for clock in clocks:
        if _kept(clock, assigned_at, last_staff_at):
            continue
        if theirs and clock.pauses:
            resting.append(_rest(clock, last_staff_at))
        elif clock.remaining is not None:
            running.append(_woken(clock, waiting_since))
        else:
            running.append(PressingClock(clock.kind, clock.due_at, clock.warn_at, "running", None))
    if running:
        return min(running, key=lambda one: one.due_at)
    return min(resting, key=lambda one: one.remaining or 0.0, default=None)


def _kept(clock: OpenClock, assigned_at: datetime | None, last_staff_at: datetime | None) -> bool:
    answered = last_staff_at is not None and last_staff_at >= clock.started_at
    if clock.kind == "acknowledge":
        return answered or (assigned_at is not None and assigned_at >= clock.started_at)
    return clock.kind in FIRST and answered


def _rest(clock: OpenClock, since: datetime | None) -> PressingClock:
    remaining = clock.remaining
    if remaining is None:
        remaining = max(0.0, (clock.due_at - (since or clock.started_at)).total_seconds())
    return PressingClock(clock.kind, clock.due_at, clock.warn_at, "paused", remaining)


def _woken(clock: OpenClock, since: datetime | None) -> PressingClock:
    """One the customer's word has just set going again."""
    begins = since or clock.started_at
    due = begins + timedelta(seconds=clock.remaining or 0.0)
    ahead = clock.due_at - clock.warn_at
    return PressingClock(clock.kind, due, max(begins, due - ahead), "running", None)
