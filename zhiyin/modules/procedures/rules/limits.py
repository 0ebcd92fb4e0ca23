"""When a step is due, soon due, late, and how late it is escalated. Pure."""

from datetime import datetime, timedelta
from typing import Protocol

from zhiyin.modules.procedures.rules.documents import Limit

# What has no limit of its own stands among tasks, which are due at some moment; and a calendar
# that never opens for so long leaves it to the clock.
WITHOUT_LIMIT = timedelta(days=30)
# Reminded when a quarter of the time is left.
SOON = 0.75


class Calendar(Protocol):
    """Opening time."""

    def add(self, start: datetime, seconds: float) -> datetime | None:
        """When so much opening time has passed; `None` for never."""
        ...


def due_at(limit: Limit | None, opened_at: datetime, calendar: Calendar) -> datetime | None:
    """When what was opened then is due; nothing without a limit."""
    if limit is None:
        return None
    return after(limit, opened_at, calendar, 1.0)


def soon_at(limit: Limit | None, opened_at: datetime, calendar: Calendar) -> datetime | None:
    """When it is due soon."""
    return after(limit, opened_at, calendar, SOON) if limit else None


def after(limit: Limit, opened_at: datetime, calendar: Calendar, share: float) -> datetime:
    """When this share of the limit has passed."""
    seconds = limit.minutes * 60 * share
    if limit.clock == "business":
        found = calendar.add(opened_at, seconds)
        if found is not None:
            return found
    return opened_at + timedelta(seconds=seconds)


def task_due(due: datetime | None, opened_at: datetime) -> datetime:
    """When the task of a step is due."""
    return due or opened_at + WITHOUT_LIMIT
