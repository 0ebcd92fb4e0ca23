"""Pure rules of the knowledge base: numbers for people, equal questions, what fits, what shows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.tokens import plain, query_words, tokens

KIND = "article"
MOST_LEVELS = 4
# An article that is asked for in more ways should be two.
MOST_WORDINGS = 500
SNIPPET = 110
# Below this share of common ground the plain search says that it found nothing.
FITS = 0.24
# Each quarter this much of the articles should be looked at and renewed.
FRESH_LOW, FRESH_HIGH = 0.2, 0.3

_MARKS = re.compile(r"[\W_]+")
# By what people ask.
_ASKING_WORDS = Text(
    "吗|呢|么|怎|如何|什么|啥|几|多少|多久|哪|谁|为何|能不能|可不可以|是否|有没有|能否|可以|帮我|想要|我要",
    "how|what|when|where|why|which|who|can|could|do|does|is|are|will|may|should|want",
)
_ASKING = re.compile(rf"[?？]|{_ASKING_WORDS.zh}|\b(?:{_ASKING_WORDS.en})\b", re.IGNORECASE)

Mark = tuple[int, int]


@dataclass(frozen=True)
class MoreWordings:
    """Other wordings of an article, to be added or taken away."""

    article_id: UUID
    texts: tuple[str, ...]


def reference(number: int) -> str:
    """The number of an article for people: `A-12`."""
    return f"A-{number}"


def number_of(ref: str) -> int:
    """The number in an article's reference."""
    return int(ref.partition("-")[2])


def normal_question(text: str) -> str:
    """What makes two wordings the same question: case, width, spaces and marks do not count."""
    clean = plain(text)
    return _MARKS.sub("", clean) or clean.strip()


def looks_like_question(text: str) -> bool:
    """Whether a customer's words ask for something; "好的，谢谢" do not."""
    return len(normal_question(text)) >= 3 and _ASKING.search(text) is not None


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def levels_of(parents: Mapping[UUID, UUID | None], category_id: UUID | None) -> int:
    """How deep a category lies: 1 at the top, 0 for none."""
    depth = 0
    while category_id is not None:
        depth += 1
        category_id = parents.get(category_id)
    return depth


def below(parents: Mapping[UUID, UUID | None], category_id: UUID) -> set[UUID]:
    """A category and everything below it."""
    found = {category_id}
    grew = True
    while grew:
        more = {one for one, parent in parents.items() if parent in found} - found
        grew = bool(more)
        found |= more
    return found


def height_of(parents: Mapping[UUID, UUID | None], category_id: UUID) -> int:
    """How many levels a category and what is below it take."""
    inside = below(parents, category_id)
    top = levels_of(parents, category_id)
    return max(levels_of(parents, one) for one in inside) - top + 1


def wanted(text: str) -> list[str]:
    """The tokens of a question; single characters only where there is nothing longer."""
    found = tokens(text)
    return [one for one in found if len(one) > 1] or found


@dataclass(frozen=True)
class Candidate:
    """An article as the plain search weighs it."""

    id: UUID
    title: str
    wordings: Sequence[str]
    tokens: frozenset[str]


@dataclass(frozen=True)
class Weighed:
    """How well an article fits, and the wording that fits best, if it is not the title."""

    id: UUID
    score: float
    matched: str | None


def weigh(asked: Sequence[str], candidate: Candidate) -> Weighed:
    """How much a question has in common with the best of an article's wordings (overlap of their
    tokens, after Dice), and a little with everything that the article says.
    """
    words = set(asked)
    best, matched = _alike(words, candidate.title), None
    for wording in candidate.wordings:
        alike = _alike(words, wording)
        if alike > best:
            best, matched = alike, wording
    said = len(words & candidate.tokens) / len(words) if words else 0.0
    return Weighed(candidate.id, round(0.7 * best + 0.3 * said, 4), matched)


def _alike(words: set[str], text: str) -> float:
    other = set(wanted(text))
    return 2 * len(words & other) / (len(words) + len(other)) if words and other else 0.0


def terms_of(text: str) -> list[str]:
    """What of a question is marked in what was found, the longest first."""
    words = [one for one in query_words(text) if len(one) > 1] or query_words(text)
    return sorted({*words, *(one for one in wanted(text) if len(one) > 1)}, key=len, reverse=True)


def marks_in(text: str, terms: Iterable[str]) -> list[Mark]:
    """Where terms stand in a text, without overlaps, in order."""
    folded = text.lower()
    # A few letters change their length in lower case; positions would be wrong.
    lowered = folded if len(folded) == len(text) else text
    covered = bytearray(len(text))
    for term in terms:
        place = lowered.find(term)
        while place >= 0:
            covered[place : place + len(term)] = b"\1" * len(term)
            place = lowered.find(term, place + len(term))
    return [(found.start(), found.end()) for found in re.finditer(rb"\x01+", bytes(covered))]


def snippet_of(text: str, terms: Sequence[str]) -> tuple[str, list[Mark]]:
    """A stretch of a text in one line, round the first term, with the terms in it marked."""
    line = " ".join(text.split())
    marks = marks_in(line, terms)
    begin = max(0, marks[0][0] - SNIPPET // 4) if marks else 0
    begin = min(begin, max(0, len(line) - SNIPPET))
    cut = line[begin : begin + SNIPPET]
    shown = ("…" if begin else "") + cut + ("…" if begin + SNIPPET < len(line) else "")
    return shown, marks_in(shown, terms)


def variants_of(text: str, groups: Iterable[Sequence[str]], most: int = 6) -> list[str]:
    """A question, and the same question said with other words of the same meaning."""
    clean = plain(text)
    found = [clean]
    for group in groups:
        used = next((word for word in group if word in clean), None)
        if used is None:
            continue
        for other in group:
            if len(found) >= most:
                return found
            if other != used:
                found.append(clean.replace(used, other))
    return found
