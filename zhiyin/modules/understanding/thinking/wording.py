"""What a text says, seen three ways: its letters, its phrases, and what it is about."""

import re
from itertools import pairwise
from typing import Final

from zhiyin.kernel.text.tokens import all_words, plain

_HAN = re.compile(r"[\u3400-\u9fff]")
# How far apart two words may stand and still be said together.
_REACH: Final = 6
_ENDINGS: Final = ("ings", "ing", "ied", "ies", "ed", "es", "ly", "er", "s")
_SHORTEST_STEM: Final = 3
# Small words of English that say how one asks, not what for.
_SMALL: Final = frozenset(
    """
    a an the is are am was were be to of in on at for i m my me do does did can could you your it
    that this please and with have has need want would like s ve ll re d
    """.split()  # noqa: SIM905
)


def letters(text: str) -> list[str]:
    """Runs of a few letters; Chinese has no gaps, so there they go through the whole text."""
    if _HAN.search(text):
        return _runs(f"^{plain(text)}$", (1, 2, 3, 4))
    words = all_words(text)
    return [run for word in words for run in _runs(f" {word} ", (3, 4, 5))]


def phrases(text: str) -> list[str]:
    """Words, pairs of neighbours and three in a frame whose middle stays."""
    words = [_stem(word) for word in all_words(text)]
    framed = ["^", *words, "$"]
    threes = zip(framed, framed[1:], framed[2:], strict=False)
    return [*words, *map(" ".join, pairwise(framed)), *map(" ".join, threes)]


def matters(text: str) -> list[str]:
    """Words that carry meaning, and which of them are said together in any order."""
    words = [_stem(word) for word in all_words(text) if word not in _SMALL]
    together = [
        "+".join(sorted((one, other)))
        for place, one in enumerate(words)
        for other in words[place + 1 : place + _REACH]
    ]
    return [*words, *together]


def _runs(text: str, lengths: tuple[int, ...]) -> list[str]:
    return [text[at : at + n] for n in lengths for at in range(max(len(text) - n + 1, 1))]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
