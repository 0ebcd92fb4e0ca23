"""Pure rules of people: how they and their devices are shown."""

import zlib
from uuid import UUID

AVATAR_COLORS = ("#7a8bd4", "#c98a63", "#6aa287", "#a08ab8", "#8a929c", "#c07f95", "#5f9bb5")


def avatar_color(some_id: UUID) -> str:
    """A steady colour per person."""
    return AVATAR_COLORS[zlib.crc32(some_id.bytes) % len(AVATAR_COLORS)]


_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def browser_and_device(user_agent: str) -> tuple[str | None, str | None]:
    """Browser and device in words, good enough for a card."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), None)
    return browser, next((name for mark, name in _DEVICES if mark in user_agent), None)


def device_name(user_agent: str) -> str:
    """One line for a list of devices."""
    found = [part for part in browser_and_device(user_agent) if part]
    return " · ".join(found) or user_agent[:40] or "?"
