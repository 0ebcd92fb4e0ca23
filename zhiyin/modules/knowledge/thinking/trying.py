"""Examples asked of an index as a stranger would ask them: with their own text hidden."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID
from zlib import crc32

import numpy as np

from zhiyin.modules.knowledge.ranking import CANDIDATES, Doubles, describe_matches
from zhiyin.modules.knowledge.retrieval.index import MEANT, Index
from zhiyin.modules.knowledge.retrieval.shapes import Asker, Floats, Match

# What is learned from all parts but one is judged on that one.
PARTS = 3
# Rows of numbers kept in one piece, some 10 MB.
ROWS = 50_000
# At most this share of examples sees only the title of its article.
MOST_BY_TITLE = 0.8


class Example(NamedTuple):
    """What was asked, and which article answers it; none when nothing here does."""

    query: str
    article_id: UUID | None


@dataclass
class Tried:
    """An example with its candidates, by the text each was found by; `place` is where the answer
    stands among them, -1 where it does not. `made_up`: its own article was hidden, so none is
    right.
    """

    query: str
    article_id: UUID | None
    texts: tuple[str, ...]
    place: int
    table: Floats
    part: int
    made_up: bool = False
    # How near each candidate is by vectors from outside; none where there are none.
    vectors: Floats | None = None

    @property
    def right(self) -> Doubles:
        """1 where the candidate is the answer."""
        found = np.zeros(len(self.texts), np.float64)
        if self.place >= 0:
            found[self.place] = 1.0
        return found


class Tables:
    """Keeps the numbers of thousands of examples in few large pieces, which leave no holes in
    memory when they go.
    """

    def __init__(self) -> None:
        self._free = np.zeros((0, 0), np.float32)

    def kept(self, table: Floats) -> Floats:
        """The same, kept there."""
        if len(self._free) < len(table):
            self._free = np.zeros((max(ROWS, len(table)), table.shape[1]), np.float32)
        place, self._free = self._free[: len(table)], self._free[len(table) :]
        place[:] = table
        return place


def try_examples(index: Index, examples: Sequence[Example]) -> Iterator[Tried]:
    """Every example with its candidates."""
    share = by_title_share(index)
    for one in examples:
        yield from (tried for tried in _try(index, one, share) if tried.texts)


def by_title_share(index: Index) -> float:
    """How many examples find their article by its title only, as if it were a new one.

    Twice the share of articles without other wordings: these are asked in words that nobody has
    said before more often than their number says. Where every article has wordings none does, or
    the lack of them would give the answer away.
    """
    alone = sum(len(article.wordings) == 1 for article in index.base.articles)
    return min(MOST_BY_TITLE, 2 * alone / max(len(index.base.articles), 1))


def _try(index: Index, example: Example, share: float) -> list[Tried]:
    # Chosen by the text, so always alike.
    number = crc32(example.query.encode())
    if example.article_id is None:
        return [_ask(index, example, (), number % PARTS)]
    places = index.places_of(example.article_id)
    read, wordings = index.reader.read, index.base.wordings
    clean = read(example.query).clean
    by_title = number % 1000 < share * 1000
    hidden = [
        place for place in places[1:] if by_title or read(wordings[place].text).clean == clean
    ]
    part = crc32(example.article_id.bytes) % PARTS
    tried = [_ask(index, example, hidden, part)]
    if number & 128:
        without = _ask(index, Example(example.query, None), list(places), part)
        without.made_up = True
        tried.append(without)
    return tried


def _ask(index: Index, example: Example, hidden: Sequence[int], part: int) -> Tried:
    matches = index.find(example.query, Asker(0.0), CANDIDATES, hidden, meant=MEANT)
    table = describe_matches(index, example.query, matches)
    ids = [one.article.id for one in matches]
    place = ids.index(example.article_id) if example.article_id in ids else -1
    texts = tuple(one.wording.text for one in matches)
    tried = Tried(example.query, example.article_id, texts, place, table, part)
    tried.vectors = _vectors(index, example.query, matches, hidden)
    return tried


def _vectors(
    index: Index, query: str, matches: Sequence[Match], hidden: Sequence[int]
) -> Floats | None:
    """The candidates are those that are found without: only their nearness comes on top."""
    known = index.vectors
    near = known.near(known.of_text(query)) if known is not None else None
    if near is None:
        return None
    found = [index.told(one.article.id, near, hidden) for one in matches]
    return np.array(found, np.float32)
