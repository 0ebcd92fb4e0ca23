"""Pure rules of the help centre: addresses from titles, colours that can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from pypinyin import lazy_pinyin

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MOST_SLUG = 40
# Longer addresses are cut off in mails and messages.
MOST_WORDS = 60
# What ordinary text needs to be read (WCAG AA).
READABLE = 4.5
PAPER, NIGHT = "#ffffff", "#1c2225"
INK, SNOW = "#10201d", "#ffffff"

_PIECE = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"(?:.*-)?(\d{1,18})")
_CATEGORY = re.compile(r"(?:.*-)?([0-9a-f]{12})")
# The last of the category with articles in none.
LOOSE = "more"


def words_of(title: str, most: int = MOST_WORDS) -> str:
    """A title as it stands in an address: pinyin and Latin letters, at most so many characters."""
    pieces = _PIECE.findall("-".join(lazy_pinyin(title)).lower())
    found = ""
    for piece in pieces:
        longer = f"{found}-{piece}" if found else piece
        if len(longer) > most:
            break
        found = longer
    return found


def article_address(title: str, number: int) -> str:
    """The last part of an article's address: its words may change, its number does not."""
    words = words_of(title)
    return f"{words}-{number}" if words else str(number)


def number_in(address: str) -> int | None:
    """The article that an address means, whatever its words say."""
    found = _NUMBER.fullmatch(address)
    return int(found[1]) if found else None


def category_address(name: str, category_id: UUID | None) -> str:
    """The last part of a category's address; `None` is what stands in no category."""
    if category_id is None:
        return LOOSE
    words = words_of(name)
    return f"{words}-{category_id.hex[-12:]}" if words else category_id.hex[-12:]


def category_in(address: str) -> str | None:
    """The end of the id of the category that an address means."""
    found = _CATEGORY.fullmatch(address)
    return found[1] if found else None


@dataclass(frozen=True)
class Shades:
    """A shop's colour on one ground: as text, and as ground with the text on it."""

    text: str
    ground: str
    on: str


def light_shades(color: str) -> Shades:
    """The colour on a light page."""
    return _shades(color, PAPER)


def dark_shades(color: str) -> Shades:
    """The colour on a dark page."""
    return _shades(color, NIGHT)


def _shades(color: str, page: str) -> Shades:
    text = _until_readable(color, page)
    on = max((INK, SNOW), key=lambda ink: contrast(ink, text))
    return Shades(text, text, on)


def _until_readable(color: str, page: str) -> str:
    """The colour itself, or the nearest lighter or darker one that can be read on the page."""
    return next((one for one in _towards(color, page) if contrast(one, page) >= READABLE), INK)


def _towards(color: str, page: str) -> Iterator[str]:
    target = 255 if _luminance(page) < 0.2 else 0
    for step in range(21):
        yield _hex([round(one + (target - one) * step / 20) for one in _channels(color)])


def contrast(one: str, other: str) -> float:
    """How well two colours stand out from each other, 1 to 21 (WCAG 2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(one / 255) for one in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _channels(color: str) -> list[int]:
    return [int(color[place : place + 2], 16) for place in (1, 3, 5)]


def _hex(channels: list[int]) -> str:
    return "#" + "".join(f"{one:02x}" for one in channels)
