"""Tokens of a text: made by us, not by the database's parser, and the same for text and query."""

import importlib
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

MAX_TOKEN = 40
MAX_TOKENS = 400
_WORD = re.compile(r"\w", re.UNICODE)
# Model names and numbers stay whole beside their parts: `zs-220`, `202611130487`.
_CODE = re.compile(r"[a-z0-9]+(?:[-_/.][a-z0-9]+)+")


@lru_cache
def _cutter(name: str) -> Callable[[str], list[str]]:
    """A function of the dictionary, which is loaded at the first text.

    It takes 33 MB; a worker that only fires timers never needs it.
    """
    cutter: Callable[[str], list[str]] = getattr(importlib.import_module("rjieba"), name)
    return cutter


def plain(text: str) -> str:
    """Width, case and composition made equal, so that ＡＢＣ finds abc."""
    return unicodedata.normalize("NFKC", text).casefold()


def tokens(text: str) -> list[str]:
    """What a text is found by, each token once, in the order of appearance.

    Words are cut for search (a long word also gives its parts); single Chinese characters of a
    longer word are not tokens.
    """
    clean = plain(text)
    found = [*_CODE.findall(clean), *_cutter("cut_for_search")(clean)]
    kept = (one.strip() for one in found)
    words = [one for one in kept if one and len(one) <= MAX_TOKEN and _WORD.search(one)]
    return list(dict.fromkeys(words))[:MAX_TOKENS]


def query_tokens(text: str) -> list[str]:
    """What a query asks for: the longest cut only, so that every word of it must be there."""
    clean = plain(text)
    found = [*_CODE.findall(clean), *_cutter("cut")(clean)]
    kept = (one.strip() for one in found)
    words = [one for one in kept if one and len(one) <= MAX_TOKEN and _WORD.search(one)]
    return list(dict.fromkeys(words))[:12]
