"""When the endpoint is left alone, and how an address is written: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

# So many failures in a row, and for so long nobody asks.
MOST_FAILED = 5
PAUSE = timedelta(minutes=1)


@dataclass(frozen=True)
class Past:
    """A request that has ended. `wait_until`: the endpoint asked to be left alone until then."""

    at: datetime
    failed: bool
    wait_until: datetime | None = None


def paused_until(newest: Sequence[Past], moment: datetime) -> datetime | None:
    """Until when nothing is asked, judged by the newest requests, the newest of them first.

    After the pause one more failure is enough for the next one: the last five have failed again.
    """
    if not newest or not newest[0].failed:
        return None
    ends = [newest[0].wait_until] if newest[0].wait_until else []
    row = newest[:MOST_FAILED]
    if len(row) == MOST_FAILED and all(one.failed for one in row):
        ends.append(newest[0].at + PAUSE)
    until = max(ends, default=None)
    return until if until is not None and until > moment else None


def clean_address(value: str) -> str | None:
    """The address up to where the protocol's own paths begin; `None` if it is none."""
    value = value.strip().rstrip("/").removesuffix("/chat/completions").rstrip("/")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        return None
    if "@" in parts.netloc or any(one.isspace() for one in value):
        return None
    return value
