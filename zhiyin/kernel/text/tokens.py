"""Tokens of a text: made by us, not by the database's parser, and the same for text and query."""

import re
import unicodedata

import rjieba

MAX_TOKEN = 40
MAX_TOKENS = 400
_WORD = re.compile(r"\w", re.UNICODE)
# Model names and numbers stay whole beside their parts: `zs-220`, `202611130487`.
_CODE = re.compile(r"[a-z0-9]+(?:[-_/.][a-z0-9]+)+")


def plain(text: str) -> str:
    """Width, case and composition made equal, so that ＡＢＣ finds abc."""
    return unicodedata.normalize("NFKC", text).casefold()


def tokens(text: str) -> list[str]:
    """What a text is found by, each token once, in the order of appearance.

    Words are cut for search (a long word also gives its parts); single Chinese characters of a
    longer word are not tokens.
    """
    clean = plain(text)
    found = [*_CODE.findall(clean), *rjieba.cut_for_search(clean)]
    kept = (one.strip() for one in found)
    words = [one for one in kept if one and len(one) <= MAX_TOKEN and _WORD.search(one)]
    return list(dict.fromkeys(words))[:MAX_TOKENS]


def query_tokens(text: str) -> list[str]:
    """What a query asks for: the longest cut only, so that every word of it must be there."""
    clean = plain(text)
    found = [*_CODE.findall(clean), *rjieba.cut(clean)]
    kept = (one.strip() for one in found)
    words = [one for one in kept if one and len(one) <= MAX_TOKEN and _WORD.search(one)]
    return list(dict.fromkeys(words))[:12]
