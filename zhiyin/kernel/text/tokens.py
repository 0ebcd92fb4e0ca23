"""Tokens of a text: made by us, not by the database's parser.

Chinese is found by pairs of neighbouring characters: `紫砂壶` gives `紫砂`, `砂壶` and, where the
run of characters ends, `壶`. So every part of a word is found, whoever cuts words where; a single
character is looked for as the beginning of a pair.
"""

import importlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

# Raised whenever the same text gives other tokens than before: stored texts are then cut anew.
VERSION = 2
MAX_TOKEN = 40
# More than the longest message has.
MAX_TOKENS = 5000
MAX_WORDS = 12
# Han, kana and hangul are written without spaces (Korean with few); 々 repeats a character.
_CJK = (
    r"\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{_CJK}]+")
_WORD = re.compile(rf"[^\W_{_CJK}]+")
# Model names and numbers stay whole beside their parts: `zs-220`, `202611130487`.
_CODE = re.compile(r"[a-z0-9]+(?:[-_/.][a-z0-9]+)+")
_PART = re.compile(f"{_CODE.pattern}|{_RUN.pattern}|{_WORD.pattern}")


@lru_cache
def _cutter() -> Callable[[str], list[str]]:
    """The dictionary is loaded at the first query: it takes 33 MB, and only searching needs it."""
    cutter: Callable[[str], list[str]] = importlib.import_module("rjieba").cut
    return cutter


def plain(text: str) -> str:
    """Width, case and composition made equal, so that ＡＢＣ finds abc."""
    return unicodedata.normalize("NFKC", text).casefold()


def tokens(text: str) -> list[str]:
    """What a text is found by, each token once."""
    clean = plain(text)
    found = [*_CODE.findall(clean), *_WORD.findall(clean)]
    for run in _RUN.findall(clean):
        found += [*_pairs(run), run[-1]]
    return list(dict.fromkeys(one for one in found if len(one) <= MAX_TOKEN))[:MAX_TOKENS]


def query_words(text: str) -> list[str]:
    """The words a query asks for, as a reader would cut them; every one must be there.

    Characters that belong to no word of the dictionary (`砂壶`, a name) stay together as typed.
    """
    words: list[str] = []
    for part in _PART.findall(plain(text)):
        words += _cut(part) if _RUN.match(part) else [part]
    return list(dict.fromkeys(one for one in words if len(one) <= MAX_TOKEN))[:MAX_WORDS]


def all_words(text: str) -> list[str]:
    """Every word in its order, repeated as it stands there; Chinese as its dictionary cuts it."""
    words: list[str] = []
    for part in _PART.findall(plain(text)):
        words += _cutter()(part) if _RUN.match(part) else [part]
    return words


def _cut(run: str) -> list[str]:
    words: list[str] = []
    loose = False
    for word in _cutter()(run):
        if loose and len(word) == 1:
            words[-1] += word
        else:
            words.append(word)
        loose = len(word) == 1
    return words


def wanted_tokens(word: str) -> list[tuple[str, bool]]:
    """The tokens by which a word of a query is found, and whether each is only a beginning."""
    found = [(part, False) for part in (*_CODE.findall(word), *_WORD.findall(word))]
    for run in _RUN.findall(word):
        found += [(run, True)] if len(run) == 1 else [(pair, False) for pair in _pairs(run)]
    return list(dict.fromkeys(found))


def _pairs(run: str) -> Iterator[str]:
    return (run[place : place + 2] for place in range(len(run) - 1))
