"""Randomness from one seed: times, weights and ids that come out the same every time."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")

# China has one time zone and no summer time.
LOCAL = timezone(timedelta(hours=8))

# An online tea shop's day: a morning peak, the afternoon, and the evening on the sofa.
HOURS = (
    0.25, 0.12, 0.06, 0.04, 0.04, 0.06, 0.15, 0.35, 0.70, 1.15, 1.45, 1.30,
    0.95, 1.00, 1.20, 1.25, 1.15, 0.95, 0.85, 1.10, 1.40, 1.30, 0.80, 0.45,
)  # fmt: skip
WEEKDAYS = (1.15, 1.05, 1.00, 1.00, 0.95, 0.90, 0.85)
# The autumn sale (双十一) and the parcels that follow it.
SALE = {(11, 9): 1.2, (11, 10): 1.5, (11, 11): 2.6, (11, 12): 1.8, (11, 13): 1.6, (11, 14): 1.4}


def uuid_at(moment: datetime, rng: Random) -> UUID:
    """A UUID v7 of that moment, so that ids sort by time like those of real rows."""
    milliseconds = int(moment.timestamp() * 1000)
    value = milliseconds << 80
    value |= 0x7 << 76 | rng.getrandbits(12) << 64
    value |= 0b10 << 62 | rng.getrandbits(62)
    return UUID(int=value)


def lognormal(rng: Random, median: float, spread: float) -> float:
    """A duration with this median and a long tail, as people's times are."""
    return median * math.exp(rng.gauss(0.0, spread))


def weighted(rng: Random, weights: Mapping[T, float]) -> T:
    """One of the keys, by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def day_weight(day: datetime) -> float:
    """How busy a local day is."""
    return WEEKDAYS[day.weekday()] * SALE.get((day.month, day.day), 1.0)


def arrivals(rng: Random, count: int, start: datetime, end: datetime) -> list[datetime]:
    """`count` moments between start and end, following day and hour; sorted."""
    hours: list[datetime] = []
    weights: list[float] = []
    # Days differ by themselves, too.
    noise: dict[int, float] = {}
    hour = start.astimezone(LOCAL).replace(minute=0, second=0, microsecond=0)
    while hour < end:
        mood = noise.setdefault(hour.toordinal(), rng.uniform(0.88, 1.12))
        share = min(1.0, (end - hour).total_seconds() / 3600)
        hours.append(hour)
        weights.append(HOURS[hour.hour] * day_weight(hour) * mood * share)
        hour += timedelta(hours=1)
    chosen = rng.choices(hours, weights, k=count)
    moments = [one + timedelta(seconds=rng.uniform(0, 3600)) for one in chosen]
    return sorted(start + (m - start) if m < end else end - (m - end) for m in moments)


def sample(rng: Random, items: Sequence[T], most: int) -> list[T]:
    """Up to `most` different items."""
    return rng.sample(items, rng.randint(0, most))
