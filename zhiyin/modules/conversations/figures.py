"""The time figures of one conversation (时间指标), as docs/guide/metrics.md defines them. Pure.

Waiting is counted from the customer's first unanswered message to the next answer of a person. A
bot's answer ends nobody's waiting for a person, and notes are no answers. Between a close and a
reopening nobody waits for anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

What = Literal[
    "customer", "staff", "bot", "assigned", "transferred", "returned", "closed", "reopened"
]


@dataclass(frozen=True)
class Moment:
    """Something that happened in the conversation."""

    at: datetime
    what: What


@dataclass
class Figures:
    """Seconds and counts of one conversation."""

    first_answer: float | None = None
    first_bot_answer: float | None = None
    until_assigned: float | None = None
    waits: list[float] = field(default_factory=list)
    # A wait that nobody answered before the end, or that still lasts.
    unanswered: int = 0
    ours: float = 0.0
    customers: float = 0.0
    transfers: int = 0
    returns: int = 0
    reopened: int = 0

    @property
    def longest_wait(self) -> float | None:
        """The longest answered wait."""
        return max(self.waits, default=None)

    @property
    def mean_wait(self) -> float | None:
        """The mean of the answered waits."""
        return sum(self.waits) / len(self.waits) if self.waits else None


@dataclass
class _Turns:
    """Whose turn it is, and since when."""

    figures: Figures
    opened: datetime | None = None
    ours_since: datetime | None = None
    theirs_since: datetime | None = None

    def customer(self, at: datetime) -> None:
        self.opened = self.opened or at
        self._end_theirs(at)
        self.ours_since = self.ours_since or at

    def staff(self, at: datetime) -> None:
        figures = self.figures
        if self.ours_since is not None:
            waited = (at - self.ours_since).total_seconds()
            figures.waits.append(waited)
            figures.ours += waited
            if figures.first_answer is None and self.opened is not None:
                figures.first_answer = waited
        self.ours_since = None
        self.theirs_since = self.theirs_since or at

    def bot(self, at: datetime) -> None:
        if self.figures.first_bot_answer is None and self.opened is not None:
            self.figures.first_bot_answer = (at - self.opened).total_seconds()

    def assigned(self, at: datetime) -> None:
        if self.figures.until_assigned is None and self.opened is not None:
            self.figures.until_assigned = (at - self.opened).total_seconds()

    def transferred(self, _: datetime) -> None:
        self.figures.transfers += 1

    def returned(self, _: datetime) -> None:
        self.figures.returns += 1

    def reopened(self, _: datetime) -> None:
        self.figures.reopened += 1

    def closed(self, at: datetime) -> None:
        """An end: of a wait nobody answered, or of one for the customer."""
        if self.ours_since is not None:
            self.figures.unanswered += 1
            self.figures.ours += (at - self.ours_since).total_seconds()
        self._end_theirs(at)
        self.ours_since = None

    def _end_theirs(self, at: datetime) -> None:
        if self.theirs_since is not None:
            self.figures.customers += (at - self.theirs_since).total_seconds()
        self.theirs_since = None


def figures_of(moments: Iterable[Moment], until: datetime) -> Figures:
    """The figures of what happened, in its order; an open conversation is counted `until` now."""
    turns = _Turns(Figures())
    for moment in moments:
        getattr(turns, moment.what)(moment.at)
    turns.closed(until)
    return turns.figures
