"""Whether what a model has worded stands in what it names, as far as that can be told without
understanding: numbers with their units, dates, links, promises, a part of the words. Pure.
"""

import re

from zhiyin.kernel.text.sections import read_sections
from zhiyin.modules.languagemodel.masking import PLACEHOLDER
from zhiyin.modules.languagemodel.measures import even, facts, hold

# A sentence shares at least this part of its words with what it names.
LEAST_SHARED = 0.3
FEWEST_PIECES = 6
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")

# Addresses of pages and of mail, and what looks like one.
_LINK = re.compile(
    r"https?://[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])(?:[a-z0-9-]+\.)+"
    r"(?:com|cn|net|org|shop|store|top|cc|io|co|me|xyz|info)\b[\w/.?=&%-]*",
    re.ASCII,
)
_WORDS = read_sections("zhiyin.modules.languagemodel", "founding_words.txt")
# What costs the shop money if it is said without reason.
_PROMISES = tuple(
    re.compile("|".join(lines)) for name, lines in _WORDS.items() if name.startswith("promise ")
)


def unfounded(said: str, named: str) -> str | None:
    """What of a sentence does not stand in the texts it names; `None` where everything does."""
    # What was hidden is put back unchanged, and states nothing of ours.
    said, named = (even(PLACEHOLDER.sub(" ", one)) for one in (said, named))
    if not _links(said) <= _links(named):
        return "link"
    if not hold(facts(_LINK.sub(" ", said)), facts(_LINK.sub(" ", named))):
        return "number"
    if any(one.search(said) and not one.search(named) for one in _PROMISES):
        return "promise"
    if _shared(said, named) < LEAST_SHARED:
        return "unfounded"
    return None


def _links(text: str) -> set[str]:
    return {link.rstrip(".,;:!?)]") for link in _LINK.findall(text)}


_WORD = re.compile(r"[a-z]{4,}")


def _shared(said: str, named: str) -> float:
    """The share of its pairs of Chinese characters, or of its longer words, that stand in what it
    names; 1 where it has too few of them, or the two are of different languages.
    """
    if bool(_HAN.search(said)) != bool(_HAN.search(named)):
        return 1.0
    pieces = set(_WORD.findall(said)) | {
        said[place : place + 2]
        for place in range(len(said) - 1)
        if _HAN.match(said[place]) and _HAN.match(said[place + 1])
    }
    if len(pieces) < FEWEST_PIECES:
        return 1.0
    return sum(one in named for one in pieces) / len(pieces)
