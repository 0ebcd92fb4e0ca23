"""What the board reckons. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from zhiyin.kernel.shares import difference

Change = Literal["higher", "lower", "chance"]

# Closed for these causes, it was the customer who went.
LEFT = frozenset({"by_customer", "silent_customer"})
COUNTED = (
    "waiting", "in_service", "unanswered", "arrivals", "closed", "abandoned", "answered",
    "first_answers", "first_answers_in_time", "acknowledged", "acknowledged_in_time",
    "rated", "rated_good",
)  # fmt: skip
OLDEST = ("waiting_since", "unanswered_since")


@dataclass(frozen=True)
class Promise:
    """A promise as far as it is known: until when, and how it went."""

    due_at: datetime
    result: str


def in_time(promise: Promise | None, done_at: datetime | None) -> bool | None:
    """Whether a promise was kept; `None` while nobody knows, or when none was made.

    What the clock has not heard yet is reckoned from the moment it was done.
    """
    if promise is None or promise.result == "ended":
        return None
    if promise.result in ("kept", "broken"):
        return promise.result == "kept"
    return done_at <= promise.due_at if done_at is not None else None


def is_abandoned(cause: str | None, answered_at: datetime | None) -> bool:
    """Whether the customer went without an answer of a person (放弃)."""
    return cause in LEFT and answered_at is None


def day_of(moment: datetime, zone: str) -> date:
    """The business day a moment belongs to."""
    return moment.astimezone(ZoneInfo(zone)).date()


def change(before: tuple[int, int], now: tuple[int, int]) -> Change:
    """Whether a share (part, whole) rose or fell by more than chance would have it; at 95 %."""
    found = difference(before, now)
    if found is None or not found.is_clear:
        return "chance"
    return "higher" if found.value > 0 else "lower"


def oldest(moments: Iterable[datetime | None]) -> datetime | None:
    """The earliest of those that are known."""
    return min((one for one in moments if one is not None), default=None)


def percent(part: int, whole: int) -> int | None:
    """A share, rounded to whole percent; none of nothing."""
    return round(100 * part / whole) if whole else None


class Standing(Protocol):
    """How a conversation stands."""

    @property
    def state(self) -> str:
        """Its state."""

    @property
    def last_staff_at(self) -> datetime | None:
        """When a person last answered."""


def is_over(kind: str, raised_at: datetime, standing: Standing | None, *, again: bool) -> bool:
    """Whether what an alert tells of a conversation is over: a wait when it is no longer that wait
    (`again`: it stands in line anew), the rest with the next answer or the end.
    """
    if standing is None or standing.state == "closed":
        return True
    if kind == "long_wait":
        return standing.state != "queued" or again
    return standing.last_staff_at is not None and standing.last_staff_at > raised_at
