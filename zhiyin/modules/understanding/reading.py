"""How a text is read by the encoder: characters, pairs of them, words, sounds, and the classes of
words that mean alike.

Classes stand in `domain/lexicon.txt`; they let a word count that the encoder has never seen beside
the words it was taught with.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pypinyin
import rjieba

from zhiyin.kernel.text.simplified import simplified
from zhiyin.modules.understanding.words import word_lists

# Raised whenever the same text gives other features: an encoder learned before is not used then.
VERSION = 1
# A longer text is understood by its beginning.
LONGEST = 200
# With more classes than this a text is a story, and pairs of them say nothing.
MOST_CLASSES = 8

_LONG_NUMBER = re.compile(r"\d{5,}")
_UNIT = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")

Keys = npt.NDArray[np.uint32]


def _lexicon() -> Mapping[str, tuple[str, ...]]:
    """The classes of every word."""
    found: dict[str, list[str]] = {}
    for name, words in word_lists("lexicon.txt"):
        for word in words:
            classes = found.setdefault(simplified(word), [])
            if name not in classes:
                classes.append(name)
    return {word: tuple(classes) for word, classes in found.items()}


_CLASSES = _lexicon()


def _lengths() -> Mapping[str, tuple[int, ...]]:
    """By its first character, how long a word of the lexicon may be, the longest first."""
    found: dict[str, set[int]] = {}
    for word in _CLASSES:
        if len(word) > 1:
            found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


_LENGTHS = _lengths()


@lru_cache(maxsize=30_000)
def _sound(unit: str) -> str:
    if unit.isascii():
        return unit
    found = pypinyin.lazy_pinyin(unit, errors="default")
    return found[0] if found else unit


def features(text: str) -> list[str]:
    """What the encoder knows a text by, each once."""
    plain = _LONG_NUMBER.sub("0", simplified(text[:LONGEST]))
    units = _UNIT.findall(plain)
    words = [word for word in rjieba.cut(plain) if _UNIT.search(word)]
    classes = sorted(_classes_in(plain, words))
    sounds = [_sound(unit) for unit in units]
    found = [
        *units,
        *_pairs("", ["^", *units, "$"]),
        *(f"w:{word}" for word in words),
        *_pairs("ww:", words),
        *(f"c:{name}" for name in classes),
        *_pairs("p:", sounds),
    ]
    if len(classes) <= MOST_CLASSES:
        found += (f"cc:{one}_{two}" for at, one in enumerate(classes) for two in classes[at + 1 :])
    return list(dict.fromkeys(found))


def classes_of(text: str) -> set[str]:
    """The classes of words in a text that mean alike."""
    plain = simplified(text[:LONGEST])
    return _classes_in(plain, rjieba.cut(plain))


def keys_of(text: str) -> Keys:
    """The features as numbers."""
    return as_keys(features(text))


def as_keys(names: Sequence[str]) -> Keys:
    """Numbers for features; two that meet in one are as rare as one in a hundred thousand."""
    return np.fromiter((crc32(name.encode()) for name in names), np.uint32)


def _pairs(prefix: str, parts: Sequence[str]) -> Iterator[str]:
    for one, two in pairwise(parts):
        yield f"{prefix}{one}_{two}"


def _longest(plain: str) -> Iterator[str]:
    """The words of the lexicon that stand in a text, from the left, each as long as it goes."""
    at = 0
    while at < len(plain):
        word = next(
            (
                plain[at : at + length]
                for length in _LENGTHS.get(plain[at], ())
                if plain[at : at + length] in _CLASSES
            ),
            None,
        )
        if word is not None:
            yield word
        at += len(word) if word is not None else 1


def _classes_in(plain: str, words: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for word in _longest(plain):
        found.update(_CLASSES[word])
    # A single character counts only where it is a word of its own.
    for word in words:
        if len(word) == 1:
            found.update(_CLASSES.get(word, ()))
    return found
