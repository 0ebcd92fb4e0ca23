"""The clock, injected: tests move it, nothing else reads the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta(0))


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC) + _shift.get()


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Inside the block the clock is ahead by `by`."""
    token = _shift.set(_shift.get() + by)
    try:
        yield
    finally:
        _shift.reset(token)
