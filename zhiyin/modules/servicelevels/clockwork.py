"""How a clock runs: started, paused, resumed, met, ended, over a calendar. Pure.

A moment is always said by whoever moves the clock, so that a clock shows the same whether it is
moved at once or an hour late.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, Protocol

Verb = Literal["pause", "resume", "meet", "end"]


class Calendar(Protocol):
    """Opening time: adding it and measuring it."""

    def add(self, start: datetime, seconds: float) -> datetime | None:
        """When so much opening time has passed; `None` for never."""
        ...

    def between(self, start: datetime, end: datetime) -> float:
        """Seconds of opening time between two moments."""
        ...


class RoundTheClock:
    """A calendar that never closes."""

    def add(self, start: datetime, seconds: float) -> datetime | None:
        """Later by so many seconds."""
        return start + timedelta(seconds=max(0.0, seconds))

    def between(self, start: datetime, end: datetime) -> float:
        """All seconds between."""
        return max(0.0, (end - start).total_seconds())


@dataclass(frozen=True)
class Clock:
    """One promise being kept or not. `remaining` is what was left when it was paused."""

    kind: str
    seconds: int
    warn_at: int
    started_at: datetime
    due_at: datetime
    warns_at: datetime
    pauses: bool = False
    warned_at: datetime | None = None
    breached_at: datetime | None = None
    paused_since: datetime | None = None
    remaining: float | None = None
    paused_seconds: float = 0.0
    met_at: datetime | None = None
    ended_at: datetime | None = None
    moved_at: datetime | None = None

    @property
    def next_at(self) -> datetime | None:
        """When something is due: the warning, then the breach; nothing while it stands still."""
        if self.ended_at is not None or self.paused_since is not None:
            return None
        if self.breached_at is not None:
            return None
        return self.due_at if self.warned_at is not None else self.warns_at

    @property
    def state(self) -> Literal["running", "paused", "ended"]:
        """What it does now."""
        if self.ended_at is not None:
            return "ended"
        return "paused" if self.paused_since is not None else "running"

    @property
    def result(self) -> Literal["kept", "broken", "open", "ended"]:
        """How it went: `ended` is called off before it was due."""
        if self.breached_at is not None:
            return "broken"
        if self.met_at is not None:
            return "kept"
        return "open" if self.ended_at is None else "ended"


@dataclass(frozen=True)
class Move:
    """Something that happened to an object at a moment; no kinds means all its clocks."""

    verb: Verb
    at: datetime
    kinds: frozenset[str] = frozenset()


def start(
    kind: str, seconds: int, warn_at: int, calendar: Calendar, at: datetime, *, pauses: bool
) -> Clock | None:
    """A clock that begins to run; `None` when the calendar never opens for so long."""
    due = calendar.add(at, seconds)
    warns = calendar.add(at, seconds * warn_at / 100)
    if due is None or warns is None:
        return None
    return Clock(kind, seconds, warn_at, at, due, warns, pauses)


def _pause(clock: Clock, calendar: Calendar, at: datetime) -> Clock:
    if not clock.pauses or clock.paused_since is not None:
        return clock
    return replace(clock, paused_since=at, remaining=calendar.between(at, clock.due_at))


def _resume(clock: Clock, calendar: Calendar, at: datetime) -> Clock:
    if clock.paused_since is None or clock.remaining is None:
        return clock
    if clock.remaining <= 0:
        due, warns = clock.due_at, clock.warns_at
    else:
        due, warns = _rest(clock, clock.remaining, calendar, at)
    rested = (at - clock.paused_since).total_seconds()
    return replace(
        clock,
        due_at=due,
        warns_at=warns,
        paused_since=None,
        remaining=None,
        paused_seconds=clock.paused_seconds + max(0.0, rested),
    )


def _rest(
    clock: Clock, remaining: float, calendar: Calendar, at: datetime
) -> tuple[datetime, datetime]:
    """Deadline and warning of what is left; what was spent before counts towards the warning."""
    until_warning = remaining - clock.seconds * (100 - clock.warn_at) / 100
    due, warns = calendar.add(at, remaining), calendar.add(at, max(0.0, until_warning))
    return due or clock.due_at, warns or clock.warns_at


def _late(clock: Clock, at: datetime) -> datetime | None:
    """When the promise broke, if it did; one that was noted too early is taken back."""
    stood_still = clock.paused_since is not None and clock.paused_since <= clock.due_at
    return clock.due_at if at > clock.due_at and not stood_still else None


def _end(clock: Clock, calendar: Calendar, at: datetime, *, met: bool) -> Clock:
    rested = clock.paused_seconds
    if clock.paused_since is not None:
        rested += max(0.0, (at - clock.paused_since).total_seconds())
    return replace(
        clock,
        breached_at=_late(clock, at),
        met_at=at if met else None,
        ended_at=at,
        paused_seconds=rested,
    )


def move(clock: Clock, calendar: Calendar, moves: Iterable[Move]) -> Clock:
    """The clock after these moves, in the order of their moments.

    Moves from before it started, or before its last one, are old news and change nothing, so
    that the same moves may be told twice.
    """
    for one in sorted(moves, key=lambda each: each.at):
        if clock.ended_at is not None or one.at < (clock.moved_at or clock.started_at):
            continue
        if one.kinds and clock.kind not in one.kinds:
            continue
        before = clock
        if one.verb == "pause":
            clock = _pause(clock, calendar, one.at)
        elif one.verb == "resume":
            clock = _resume(clock, calendar, one.at)
        else:
            clock = _end(clock, calendar, one.at, met=one.verb == "meet")
        if clock is not before:
            clock = replace(clock, moved_at=one.at)
    return clock


def strike(clock: Clock, now: datetime) -> tuple[Clock, list[Literal["warned", "breached"]]]:
    """What is due by now: the warning, the breach, or both after a long silence."""
    told: list[Literal["warned", "breached"]] = []
    if clock.state != "running" or clock.breached_at is not None:
        return clock, told
    if clock.due_at <= now:
        # Who is late need not be warned any more.
        return replace(clock, warned_at=clock.warned_at or now, breached_at=clock.due_at), [
            "breached"
        ]
    if clock.warned_at is None and clock.warns_at <= now:
        clock = replace(clock, warned_at=now)
        told.append("warned")
    return clock, told


def nearest(clocks: Sequence[Clock]) -> Clock | None:
    """The one to look at: what runs and is due first; what stands still only when nothing runs."""
    running = [clock for clock in clocks if clock.state == "running"]
    paused = [clock for clock in clocks if clock.state == "paused"]
    if running:
        return min(running, key=lambda clock: clock.due_at)
    return min(paused, key=lambda clock: clock.remaining or 0.0, default=None)
