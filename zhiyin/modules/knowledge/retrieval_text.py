"""How a question is read: one form for what means the same, and the parts it is compared by.

Width and case are made equal, Traditional characters simplified, synonyms folded into one word,
fillers dropped. What is left is cut into characters (Latin words and numbers stay whole), words,
syllables and kinds of question.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from sys import intern
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pypinyin
import rjieba

from zhiyin.kernel.text.simplified import simplified
from zhiyin.modules.knowledge.retrieval_words import (
    ASKING,
    FILLERS,
    FOLDED,
    NEGATIONS,
    NUMBERS,
    YES_OR_NO,
    folder_of,
)

# Raised whenever the same text is read differently than before: kept indexes are then built anew.
VERSION = 2
# A question longer than this is compared by its beginning.
LONGEST = 200
# So many texts are not read twice, about 1 kB each.
REMEMBERED = 6000
# Tokens are numbers of this many bits: two that meet in one number are a rare, small error.
BITS = 20

_HAN = r"\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_UNIT = re.compile(rf"[a-z0-9]+(?:[-.][a-z0-9]+)*|[{_HAN}]|[^\W_{_HAN}]+")
_RUN = re.compile(rf"[{_HAN}]+|[a-z0-9]+(?:[-.][a-z0-9]+)*|[^\W_{_HAN}]+")
_MARKS = re.compile(r"[\W_]+$")
_LATIN = re.compile(r"[a-z]{2,}")

Ids = npt.NDArray[np.int32]


class Reading(NamedTuple):
    """A text as it is compared; `typed` are its units before synonyms stood for each other."""

    clean: str
    units: tuple[str, ...]
    typed: tuple[str, ...]
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    asks: frozenset[str]
    numbers: frozenset[str]
    negations: int


class Reader:
    """Reads texts, with a shop's own synonyms beside the ones that always hold."""

    def __init__(
        self, synonyms: Sequence[Sequence[str]] = (), *, remembered: int = REMEMBERED
    ) -> None:
        folded = dict(FOLDED)
        for group in synonyms:
            same = [_plain(word) for word in group if _plain(word)]
            folded.update({form: same[0] for form in same[1:] if form != same[0]})
        # A single character is folded only where it is a word of its own.
        self._letters = {one: to for one, to in folded.items() if len(one) == 1}
        self._phrases = {one: to for one, to in folded.items() if len(one) > 1}
        self._pattern = folder_of(self._phrases)
        self.read = lru_cache(maxsize=remembered)(self._read)
        forms = repr(sorted(folded.items())) + FILLERS.pattern
        # Two readers with the same signature read every text alike.
        self.signature = f"{VERSION}-{crc32(forms.encode()):08x}"

    def _read(self, text: str) -> Reading:
        typed = _plain(text[:LONGEST])
        folded = self._pattern.sub(lambda found: self._phrases.get(found[0], found[0]), typed)
        short = FILLERS.sub("", folded)
        # A text of nothing but fillers is compared as it is.
        units = _row(_UNIT.findall(short) or _UNIT.findall(folded))
        words = _row(self._words(short) or self._words(folded))
        as_typed = _row(_UNIT.findall(FILLERS.sub("", typed)) or _UNIT.findall(typed))
        return Reading(
            clean="".join(units),
            units=units,
            typed=units if as_typed == units else as_typed,
            words=words,
            sounds=tuple(sound for unit in units for sound in sounds_of(unit)),
            asks=_once(_asks(folded, words)),
            numbers=_once(frozenset(NUMBERS.findall(folded))),
            negations=_negations(folded),
        )

    def tokens(self, text: str) -> Ids:
        """What a text is found by."""
        return tokens_of(token_names(self.read(text)))

    def words_of(self, text: str) -> list[str]:
        """The words of a longer text, folded."""
        plain_text = _plain(text)
        return self._words(
            self._pattern.sub(lambda at: self._phrases.get(at[0], at[0]), plain_text)
        )

    def _words(self, text: str) -> list[str]:
        words: list[str] = []
        for run in _RUN.findall(text):
            words += rjieba.cut(run) if _is_han(run) else [run]
        return [self._letters.get(word, word) for word in words]


def _row(parts: Sequence[str]) -> tuple[str, ...]:
    """Thousands of readings are held, and few characters and words are new: each is held once."""
    return tuple(map(intern, parts))


@lru_cache(maxsize=1000)
def _once(parts: frozenset[str]) -> frozenset[str]:
    return parts


def _plain(text: str) -> str:
    return simplified(text).strip()


def _is_han(run: str) -> bool:
    return run[0] >= "\u3005"


def _asks(folded: str, words: Sequence[str]) -> frozenset[str]:
    found = {ASKING[word] for word in words if word in ASKING}
    if _MARKS.sub("", folded).endswith(YES_OR_NO):
        found.add("yes")
    return frozenset(found)


def _negations(folded: str) -> int:
    count = 0
    for word in NEGATIONS:
        count += folded.count(word)
        folded = folded.replace(word, "")
    return count


@lru_cache(maxsize=30_000)
def _sound(character: str) -> str:
    """A character's first reading, without its tone; itself where it has none."""
    found = pypinyin.lazy_pinyin(character, errors="default")
    return found[0] if found else character


@cache
def _syllables() -> frozenset[str]:
    sounds = (_sound(chr(code)) for code in range(0x4E00, 0x9FA6))
    return frozenset(sound for sound in sounds if sound.isascii())


@lru_cache(maxsize=20_000)
def spelled(letters: str) -> tuple[str, ...]:
    """The syllables that letters spell (`tuikuan`: tui, kuan), or nothing when they spell none.

    A letter or two of a syllable that is still being typed are left out (`tuiku`: tui).
    """
    if not letters.isascii() or not letters.isalpha() or not 2 <= len(letters) <= 40:
        return ()
    whole = _spelled(letters)
    if whole or len(letters) < 4:
        return whole
    return _spelled(letters[:-1]) or _spelled(letters[:-2])


def _spelled(letters: str) -> tuple[str, ...]:
    known = _syllables()
    ways: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            before, part = ways[start], letters[start:end]
            if before is not None and part in known:
                way = (*before, part)
                kept = ways[end]
                if kept is None or len(way) < len(kept):
                    ways[end] = way
    return ways[-1] or ()


def sounds_of(unit: str) -> tuple[str, ...]:
    """How a character sounds, or what a run of letters spells."""
    if _is_han(unit):
        return (_sound(unit),)
    return spelled(unit)


def _grams(prefix: str, parts: Sequence[str]) -> Iterator[str]:
    for first, second in pairwise(parts):
        yield f"{prefix}{first} {second}"


def token_names(reading: Reading) -> Iterator[str]:
    """What a text is found by: characters, pairs of them, words, sounds and initials."""
    yield from reading.units
    yield from _grams("", reading.units)
    yield from (f"w:{word}" for word in reading.words if len(word) > 1)
    yield from (f"s:{sound}" for sound in reading.sounds)
    yield from _grams("p:", reading.sounds)
    yield from initials(reading)


def initials(reading: Reading) -> Iterator[str]:
    """Pairs of first letters, by which `tkdz` finds 退款到账."""
    heads = [unit[0] if not _is_han(unit) else _sound(unit)[0] for unit in reading.typed]
    if any(_is_han(unit) for unit in reading.typed):
        yield from _grams("i:", heads)
    for unit in reading.typed:
        if _LATIN.fullmatch(unit) and len(unit) <= 8 and not spelled(unit):
            yield from _grams("i:", list(unit))


def tokens_of(names: Iterator[str]) -> Ids:
    """The numbers of these tokens, each once."""
    mask = (1 << BITS) - 1
    return np.unique(np.fromiter((crc32(name.encode()) & mask for name in names), np.int32))
