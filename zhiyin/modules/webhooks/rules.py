"""When a delivery is tried again, what an answer means, and what is sent."""

from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import urlsplit

from zhiyin.kernel.events.event import StoredEvent

KIND = "webhook"
# The pace that standardwebhooks.com proposes: soon at first, then for three days.
WAITS = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
MOST_TRIES = len(WAITS) + 1
GONE = 410
TEST_TYPE = "webhooks.Test"
# Sent because a rule of automation says so.
CALLED_TYPE = "automation.Called"
# Kinds of notices.
FAILING, SWITCHED_OFF = "webhooks.failing", "webhooks.switched_off"

Outcome = Literal["delivered", "again", "dead", "gone"]
OffReason = Literal["gone", "failing"]


def wait_after(tries: int, chance: float) -> float | None:
    """Seconds until the next try after so many; none after the last.

    `chance` (0 to 1) puts the waits of many deliveries up to a tenth apart, so that an address
    that comes back is not met by all of them at once.
    """
    if tries >= MOST_TRIES:
        return None
    return WAITS[tries - 1] * (1 + 0.1 * chance)


def outcome_of(status: int | None, tries: int) -> Outcome:
    """What a try came to; `status` is none where no answer came.

    410 says that the address is gone for good. A redirect is not followed: the signed words would
    go wherever it leads.
    """
    if status is not None and 200 <= status < 300:
        return "delivered"
    if status == GONE:
        return "gone"
    return "dead" if tries >= MOST_TRIES else "again"


def is_wanted(kind: str, kinds: Sequence[str]) -> bool:
    """Whether an event of this kind goes to who asked for these; nothing named is everything."""
    return not kinds or kind in kinds


def body_of(stored: StoredEvent, schema_version: int) -> dict[str, Any]:
    """What is sent of an event: ids and small values, never words of customers."""
    return {
        "type": stored.kind,
        "timestamp": stored.at.isoformat(),
        "version": schema_version,
        "actor": {"kind": stored.actor.kind, "id": _text(stored.actor.id)},
        "about": [{"kind": ref.kind, "id": str(ref.id)} for ref in stored.about],
        "data": stored.event.payload(),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def is_address(url: str) -> bool:
    """Whether a webhook may be written down with it: http or https, a host, nobody's password."""
    try:
        parts = urlsplit(url)
        port_fits = parts.port is None or 0 < parts.port < 65536
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and parts.username is None
        and parts.password is None
        and port_fits
    )
