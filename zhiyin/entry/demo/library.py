"""Reads the demo's texts: scenarios per subject, and short phrases used everywhere.

The format, made for people who write dialogues:

    @ logistics.track        the subject of what follows
    # basic calm tea en 3    a scenario: kind, mood, goods it fits (`tea`, `ware`; all if left
                             out), language (Chinese unless `en`), weight
    客 one way | another      the customer says one of these
    服? …                     the agent; `?` means this turn is sometimes left out
    注 …                      an inner note
"""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal

Role = Literal["customer", "staff", "note"]
Kind = Literal["basic", "complex", "record"]

_ROLES: dict[str, Role] = {"客": "customer", "服": "staff", "注": "note"}
_KINDS: dict[str, Kind] = {"basic": "basic", "complex": "complex", "record": "record"}
GOODS = ("tea", "ware")
PHRASES = "small.txt"


class LibraryError(Exception):
    """A line of the texts cannot be understood."""


@dataclass(frozen=True)
class Turn:
    """One message in its possible wordings."""

    role: Role
    wordings: tuple[str, ...]
    optional: bool


@dataclass
class Scenario:
    """A conversation about one matter."""

    subject: str
    kind: Kind
    mood: str
    language: str
    weight: float
    goods: str | None
    turns: list[Turn] = field(default_factory=list)


@dataclass(frozen=True)
class Library:
    """All scenarios and phrases."""

    scenarios: tuple[Scenario, ...]
    phrases: dict[str, tuple[str, ...]]


def _scenario(subject: str, head: list[str]) -> Scenario:
    kind, mood, *rest = head
    language = "en" if "en" in rest else "zh-CN"
    goods = next((one for one in rest if one in GOODS), None)
    weight = float(rest[-1]) if rest else 1.0
    if kind not in _KINDS:
        raise LibraryError(f"unknown kind {kind!r}")
    return Scenario(subject, _KINDS[kind], mood, language, weight, goods)


def _turn(line: str) -> Turn:
    mark, _, words = line.partition(" ")
    role = _ROLES.get(mark.rstrip("?"))
    wordings = tuple(word.strip() for word in words.split(" | ") if word.strip())
    if role is None or not wordings:
        raise LibraryError(f"not a turn: {line!r}")
    return Turn(role, wordings, mark.endswith("?"))


def read_scenarios(text: str) -> list[Scenario]:
    """The scenarios of one file."""
    subject = ""
    scenarios: list[Scenario] = []
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("//"):
            continue
        if line.startswith("@ "):
            subject = line[2:].strip()
        elif line.startswith("# "):
            scenarios.append(_scenario(subject, line[2:].split()))
        elif scenarios:
            scenarios[-1].turns.append(_turn(line))
        else:
            raise LibraryError(f"a turn before any scenario: {line!r}")
    return scenarios


def read_phrases(text: str) -> dict[str, tuple[str, ...]]:
    """Phrases by name, one a line."""
    phrases: dict[str, list[str]] = {}
    name = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("@ "):
            name = line[2:].strip()
        elif line and not line.startswith("//"):
            phrases.setdefault(name, []).append(line)
    return {name: tuple(lines) for name, lines in phrases.items()}


@lru_cache(maxsize=1)
def library() -> Library:
    """The library as shipped."""
    scenarios: list[Scenario] = []
    phrases: dict[str, tuple[str, ...]] = {}
    folder = files("zhiyin.entry.demo") / "texts"
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".txt"):
            text = entry.read_text(encoding="utf-8")
            if entry.name == PHRASES:
                phrases = read_phrases(text)
            else:
                scenarios += read_scenarios(text)
    return Library(tuple(scenarios), phrases)
