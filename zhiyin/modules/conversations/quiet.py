"""Quiet hours: when customers are left alone, in the shop's own time. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def is_quiet(moment: datetime, zone: str, start: int, end: int) -> bool:
    """Whether it is between two hours of the day; over midnight when the first is later."""
    hour = moment.astimezone(ZoneInfo(zone)).hour
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end


def next_loud(moment: datetime, zone: str, start: int, end: int) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    if not is_quiet(moment, zone, start, end):
        return moment
    local = moment.astimezone(ZoneInfo(zone))
    wake = local.replace(hour=end, minute=0, second=0, microsecond=0)
    if wake <= local:
        wake += timedelta(days=1)
    return wake.astimezone(moment.tzinfo)
