"""The lists that come with the product (自带词表), read from `shipped.txt`."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast
from uuid import UUID, uuid5

from zhiyin.modules.assistance.wording import Entry, Kind, Severity

_SPACE: Final = UUID("6f1c1f0e-8f0a-4a2c-9a55-3d1f0a7be0c4")
# Somebody else's telephone number, address or card; found by what it looks like, not by a list.
PERSONAL: Final = Entry(uuid5(_SPACE, "personal"), "personal", "warns", ())


@dataclass(frozen=True)
class Shipped:
    """One entry as it comes."""

    code: str
    language: str
    entry: Entry


def read_shipped(text: str) -> list[Shipped]:
    """The entries of a file."""
    found: list[Shipped] = []
    for block in text.split("\n= ")[1:]:
        heading, *lines = block.strip().splitlines()
        code, kind, severity, language = (part.strip() for part in heading.split("|"))
        values = dict(line.split(":", 1) for line in lines)
        entry = Entry(
            uuid5(_SPACE, code),
            cast(Kind, kind),
            cast(Severity, severity),
            _words(values["words"]),
            _words(values.get("except", "")),
            values.get("instead", "").strip(),
            values.get("advice", "").strip(),
        )
        found.append(Shipped(code, language, entry))
    return found


def _words(line: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in line.split(" / ") if word.strip())


@cache
def shipped() -> dict[UUID, Shipped]:
    """All of them, by the id they keep for ever."""
    file = files("zhiyin.modules.assistance").joinpath("shipped.txt")
    return {one.entry.id: one for one in read_shipped(file.read_text(encoding="utf-8"))}
