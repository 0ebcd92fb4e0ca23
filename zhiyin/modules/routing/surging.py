"""When a surge begins, rises, falls and ends: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Literal

Stage = Literal["watch", "surge", "severe"]
STAGES: tuple[Stage, ...] = ("watch", "surge", "severe")
# Per cent of the usual arrivals from which a stage holds: service posts are told to expect three
# to five times the ordinary load in promotions.
STARTS: Mapping[Stage, int] = {"watch": 200, "surge": 300, "severe": 500}


@dataclass(frozen=True)
class Reading:
    """Arrivals in the window, and what is usual for it; `usual` is unknown without a history."""

    arrivals: int
    usual: float | None

    @property
    def percent(self) -> int | None:
        """Arrivals in per cent of the usual; where nothing is usual, of one arrival."""
        return None if self.usual is None else round(self.arrivals * 100 / max(self.usual, 1.0))


@dataclass(frozen=True)
class Limits:
    """What the stages ask for."""

    starts: Mapping[Stage, int]
    # Fewer arrivals than this in the window are never a surge, however few are usual.
    least: int
    # A stage holds until arrivals fall below this share (per cent) of where it starts …
    back: int
    # … and stay there for so long.
    calm: timedelta


@dataclass(frozen=True)
class Standing:
    """The surge that is on. `floor` is the stage somebody declared: automatics stay above it."""

    stage: Stage
    floor: Stage | None = None
    calm_since: datetime | None = None


def usual_in(weeks: Sequence[int], part_of_hour: float) -> float | None:
    """What is usual in a window: the median of the same hour in earlier weeks, its share of it.

    The median, so that last year's promotion or a week of outage does not count as usual.
    """
    return median(weeks) * part_of_hour if weeks else None


def rank(stage: Stage | None) -> int:
    """0 for no surge, then the stages in their order."""
    return 0 if stage is None else STAGES.index(stage) + 1


def _reached(reading: Reading, limits: Limits, share: int) -> Stage | None:
    percent = reading.percent
    if percent is None:
        return None
    held = [one for one in STAGES if percent * 100 >= limits.starts[one] * share]
    return held[-1] if held else None


def next_standing(
    standing: Standing | None, reading: Reading, limits: Limits, now: datetime
) -> Standing | None:
    """What holds after this reading; `None` is no surge.

    It rises at once. It falls when arrivals have stayed below the stage for the calm time, to the
    highest stage that still holds, so that it does not flutter around a limit.
    """
    reached = _reached(reading, limits, 100) if reading.arrivals >= limits.least else None
    if rank(reached) > rank(standing.stage if standing else None):
        return Standing(STAGES[rank(reached) - 1], standing.floor if standing else None)
    if standing is None:
        return None
    holds = max((standing.floor, _reached(reading, limits, limits.back)), key=rank)
    if rank(holds) >= rank(standing.stage):
        return Standing(standing.stage, standing.floor)
    since = standing.calm_since or now
    if now - since < limits.calm:
        return Standing(standing.stage, standing.floor, since)
    return Standing(holds, standing.floor) if holds else None
