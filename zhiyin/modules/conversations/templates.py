"""Prepared texts with open places: `{客户称呼}` is filled when the text is used. Pure."""

import re
from collections.abc import Mapping

# A name holds no spaces, quotes or punctuation, so that code a customer asks about stays as it is.
_OPEN = re.compile(r"\{(\w{1,30})\}")


def open_places(text: str) -> list[str]:
    """The names a text leaves open, each once, in order."""
    return list(dict.fromkeys(_OPEN.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text with every known value put in, and the names that stayed open.

    A value that holds braces itself is not looked at again.
    """
    missing: dict[str, None] = {}

    def put(found: re.Match[str]) -> str:
        value = values.get(found[1], "").strip()
        if not value:
            missing[found[1]] = None
        return value or found[0]

    return _OPEN.sub(put, text), list(missing)
