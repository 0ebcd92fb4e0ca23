"""Finds words that should not be said to a customer (用语检查): pure, and fast enough to read along
while somebody types.

Letters are compared without case and width. Between Chinese characters blanks do not count; a word
of letters counts only where it is a word of its own. What stands inside one of an entry's
exceptions is no fault.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from uuid import UUID

Kind = Literal["banned", "advertising", "promise", "politeness", "personal", "other"]
# A hint is shown while one writes, a warning asks once before it is sent, a block refuses.
Severity = Literal["hints", "warns", "blocks"]
_HARD: dict[Severity, int] = {"hints": 0, "warns": 1, "blocks": 2}
# Blanks that are not seen, by which words are hidden.
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True)
class Entry:
    """Words that mean the same fault: how hard it is, and what to say in their place."""

    id: UUID
    kind: Kind
    severity: Severity
    phrases: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    instead: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Match:
    """Words of an entry in a text, from `start` up to `end`."""

    entry: Entry
    start: int
    end: int


@lru_cache(maxsize=8192)
def _folded_character(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()


def folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters where it stood."""
    plain: list[str] = []
    places: list[int] = []
    blank = False
    for place, character in enumerate(text):
        if character in _UNSEEN:
            continue
        if character.isspace():
            blank = True
            continue
        for one in _folded_character(character):
            if blank and plain and (plain[-1].isascii() or one.isascii()):
                plain.append(" ")
                places.append(place - 1)
            blank = False
            plain.append(one)
            places.append(place)
    return "".join(plain), places


@dataclass(frozen=True)
class _Word:
    text: str
    entry: int


@dataclass
class Matcher:
    """A list made ready. Of words that begin at one place the longest counts, then the harder."""

    entries: tuple[Entry, ...]
    _words: dict[str, list[_Word]] = field(default_factory=dict)
    _excuses: dict[str, list[_Word]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sorts the words by their first character."""
        for number, entry in enumerate(self.entries):
            _add(self._words, entry.phrases, number)
            _add(self._excuses, entry.exceptions, number)
        for words in self._words.values():
            words.sort(key=lambda one: (-len(one.text), -_HARD[self.entries[one.entry].severity]))

    def find(self, text: str) -> list[Match]:
        """The faults of a text from left to right; no two lie over each other."""
        plain, places = folded(text)
        excused = self._excused(plain)
        found: list[Match] = []
        at = 0
        while at < len(plain):
            word = next(
                (
                    one
                    for one in self._words.get(plain[at], ())
                    if _stands(plain, at, one.text)
                    and not _inside(excused.get(one.entry, ()), at, at + len(one.text))
                ),
                None,
            )
            if word is None:
                at += 1
                continue
            last = at + len(word.text) - 1
            found.append(Match(self.entries[word.entry], places[at], places[last] + 1))
            at = last + 1
        return found

    def _excused(self, plain: str) -> dict[int, list[tuple[int, int]]]:
        spans: dict[int, list[tuple[int, int]]] = {}
        for at, character in enumerate(plain):
            for one in self._excuses.get(character, ()):
                if plain.startswith(one.text, at):
                    spans.setdefault(one.entry, []).append((at, at + len(one.text)))
        return spans


def _add(words: dict[str, list[_Word]], phrases: Iterable[str], number: int) -> None:
    for phrase in phrases:
        plain, _ = folded(phrase)
        if plain:
            words.setdefault(plain[0], []).append(_Word(plain, number))


def _stands(plain: str, at: int, word: str) -> bool:
    if not plain.startswith(word, at):
        return False
    end = at + len(word)
    begins_inside = at > 0 and _is_letter(word[0]) and _is_letter(plain[at - 1])
    ends_inside = end < len(plain) and _is_letter(word[-1]) and _is_letter(plain[end])
    return not (begins_inside or ends_inside)


def _inside(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(begin <= start and end <= stop for begin, stop in spans)


def hardest(matches: Sequence[Match]) -> Severity | None:
    """The hardest of these."""
    return max((one.entry.severity for one in matches), key=_HARD.__getitem__, default=None)


def in_force(
    everywhere: Sequence[Entry], of_shop: Sequence[Entry], silent: Iterable[str]
) -> tuple[Entry, ...]:
    """What holds in a shop: its own entries, and of those for all shops the words for which the
    shop has none of its own. `silent` are words that the shop lets pass.
    """
    own = {folded(phrase)[0] for entry in of_shop for phrase in entry.phrases}
    own |= {folded(phrase)[0] for phrase in silent}
    kept: list[Entry] = list(of_shop)
    for entry in everywhere:
        phrases = tuple(one for one in entry.phrases if folded(one)[0] not in own)
        if phrases:
            kept.append(
                Entry(
                    entry.id,
                    entry.kind,
                    entry.severity,
                    phrases,
                    entry.exceptions,
                    entry.instead,
                    entry.advice,
                )
            )
    return tuple(kept)
