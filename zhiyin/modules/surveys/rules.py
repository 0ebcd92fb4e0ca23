"""Scales and figures of ratings, and whom to ask. Pure.

CSAT: the share of answers in the top of the scale (4-5 of five, 8-10 of ten).
NPS: promoters (9-10) less detractors (0-6), in points of a hundred (Reichheld, Harvard Business
Review, December 2003). CES: the share that found it easy, 5-7 of seven (Dixon, Freeman and Toman,
Harvard Business Review, July 2010; the agreement scale of its second version).
"""

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

Kind = Literal["csat5", "csat10", "nps", "ces"]
CHANGE_WITHIN = timedelta(days=1)
# Nobody is asked who was sent away for these causes.
NOT_ASKED = frozenset({"erased", "blocked", "merged"})


@dataclass(frozen=True)
class Scale:
    """From where to where, and from which score on an answer counts as good, or as bad."""

    low: int
    high: int
    good: int
    bad: int


SCALES: dict[str, Scale] = {
    "csat5": Scale(1, 5, 4, 2),
    "csat10": Scale(1, 10, 8, 4),
    "nps": Scale(0, 10, 9, 6),
    "ces": Scale(1, 7, 5, 3),
}


def fits(kind: str, score: int) -> bool:
    """Whether there is such a score."""
    scale = SCALES[kind]
    return scale.low <= score <= scale.high


def is_good(kind: str, score: int) -> bool:
    """Whether an answer counts as satisfied, a promoter, or easy."""
    return score >= SCALES[kind].good


def is_bad(kind: str, score: int) -> bool:
    """Whether an answer counts as dissatisfied, a detractor, or hard."""
    return score <= SCALES[kind].bad


def is_low(kind: str, score: int, threshold: int) -> bool:
    """Whether a score is no better than `threshold` of five; 0 calls nothing low."""
    if threshold <= 0:
        return False
    scale = SCALES[kind]
    return (score - scale.low) * 4 <= (threshold - 1) * (scale.high - scale.low)


@dataclass(frozen=True)
class Tally:
    """Ratings counted: asked for, answered, and how."""

    asked: int = 0
    answered: int = 0
    good: int = 0
    bad: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.asked + other.asked,
            self.answered + other.answered,
            self.good + other.good,
            self.bad + other.bad,
        )


def response_rate(tally: Tally) -> float | None:
    """The share of those asked who answered; `None` when nobody was asked."""
    return tally.answered / tally.asked if tally.asked else None


def figure(kind: str, tally: Tally) -> float | None:
    """CSAT and CES as a share of one, NPS from -1 to 1; `None` without answers."""
    if not tally.answered:
        return None
    if kind == "nps":
        return (tally.good - tally.bad) / tally.answered
    return tally.good / tally.answered


def is_sampled(conversation_id: UUID, percent: int) -> bool:
    """Whether a conversation is among so many of a hundred, always the same ones."""
    return zlib.crc32(conversation_id.bytes, 7) % 10_000 < percent * 100


def may_answer(answered_at: datetime | None, expires_at: datetime, moment: datetime) -> bool:
    """Given within its time; once given, changed for a day."""
    if answered_at is not None:
        return moment <= answered_at + CHANGE_WITHIN
    return moment <= expires_at
