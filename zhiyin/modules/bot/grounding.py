"""Whether what a model has worded really stands in the articles it names: pure.

The model is asked to keep to them, and may do otherwise all the same. What can be checked without
understanding is checked here, strictly: an answer that is thrown away costs little, as the bot goes
on without; a number nobody promised costs a lot.
"""

import re
from collections.abc import Collection, Sequence

from zhiyin.kernel.i18n.text import Language
from zhiyin.kernel.text.sections import read_sections
from zhiyin.modules.bot.composing import MOST_SENTENCES, MOST_WORDS, Composed, plain
from zhiyin.modules.bot.measures import even, facts, hold
from zhiyin.modules.languagemodel.interface import PLACEHOLDER

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
_MARKUP = re.compile(r"\]\(|<\s*/?\s*[a-z]|!\[", re.IGNORECASE)

_WORDS = read_sections("zhiyin.modules.bot", "grounding_words.txt")
# What costs the shop money if it is said without reason.
_PROMISES = tuple(
    re.compile("|".join(lines)) for name, lines in _WORDS.items() if name.startswith("promise ")
)


def fault(
    composed: Composed, articles: Sequence[str], known: Collection[str], language: Language
) -> str | None:
    """Why an answer must not be said, or `None`. `articles` are the texts it may name, in their
    order; `known` the placeholders that stand for something.
    """
    whole = " ".join(plain(one.text) for one in composed.sentences)
    if not whole.strip() or len(composed.sentences) > MOST_SENTENCES or len(whole) > MOST_WORDS:
        return "length"
    if _MARKUP.search(whole):
        return "markup"
    if any(one not in known for one in PLACEHOLDER.findall(whole)):
        return "placeholder"
    if not _fits(whole, language):
        return "language"
    for sentence in composed.sentences:
        numbers = set(sentence.articles)
        if not numbers or not numbers <= set(range(1, len(articles) + 1)):
            return "citation"
        named = " \n ".join(articles[number - 1] for number in sorted(numbers))
        problem = unfounded(plain(sentence.text), named)
        if problem is not None:
            return problem
    return None


def unfounded(said: str, named: str) -> str | None:
    """What of a sentence does not stand in the articles it names."""
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


def _fits(text: str, language: Language) -> bool:
    clean = PLACEHOLDER.sub("", text)
    wide = len(_HAN.findall(clean))
    return wide > 0 if language == "zh-CN" else wide * 3 < max(len(clean), 1)


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
