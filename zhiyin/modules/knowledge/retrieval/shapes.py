"""Articles as the index keeps them, who asks for them, and what is found."""

import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval_text import Ids

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.int8]

BODY_LETTERS = 1200
# Directions are kept in bytes: a hundred thousand texts take 13 MB.
BYTE = 127.0


class Wording(NamedTuple):
    """One text an article is found by; `origin` is title, wording or synonym."""

    origin: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the index keeps it, with what decides who may find it."""

    id: UUID
    wordings: tuple[Wording, ...]
    body: str = ""
    customers: bool = True
    shop_id: UUID | None = None
    locale: str = "zh-CN"
    levels: tuple[str, ...] = ()
    valid_from: float = 0.0
    valid_until: float = float("inf")


@dataclass(frozen=True, slots=True)
class Tokens:
    """What texts are found by, all in one row: those of a text stand from its start to the next."""

    starts: Ids
    row: Ids

    @classmethod
    def of(cls, parts: Iterable[Ids]) -> "Tokens":
        """Of one text after the other; none of them is held by itself."""
        starts, row = array("i", [0]), array("i")
        for part in parts:
            row.frombytes(part.tobytes())
            starts.append(len(row))
        return cls(np.asarray(starts), np.asarray(row))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of_text(self, place: int) -> Ids:
        """Those of one text."""
        return self.row[self.starts[place] : self.starts[place + 1]]

    def owners(self) -> Ids:
        """Which text each token stands in."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))


@dataclass(frozen=True)
class Asker:
    """Who asks, as far as it decides what they find."""

    now: float
    customers_only: bool = False
    shop_id: UUID | None = None
    locale: str | None = None
    level: str | None = None
    # Their language was told by their letters alone, which may spell another one.
    by_letters: bool = False

    @property
    def spelt(self) -> str | None:
        """The language of what their letters spell."""
        return "zh-CN" if self.by_letters else self.locale

    def may_find(self, article: Article) -> bool:
        """Whether this article is for them, now."""
        return (
            article.valid_from <= self.now < article.valid_until
            and (article.customers or not self.customers_only)
            and (article.shop_id is None or self.shop_id in (None, article.shop_id))
            and self.locale in (None, article.locale)
            and (not self.customers_only or not article.levels or self.level in article.levels)
        )


# Gives texts their tokens, if there is a faster way than to read each.
ReadTokens = Callable[[Sequence[str]], Tokens]

NOWHERE = np.zeros(0, np.float32)


class Match(NamedTuple):
    """An article found, by its best text. `worded`: it has other wordings beside its title; `body`
    is how much of the query its body holds; `meaning` and `meaning_mean` are how near the nearest
    of its texts, and all of them, come to what the query means (-1 to 1); `kin` is how far it
    belongs here by the texts of all articles (about 0 to 1; not a number where nothing was learned
    of them);
    `outside` is how likely the query is none of a shop's business; `vector` is how near the nearest
    of its texts comes by vectors from outside (0 as near as any, 1 the same; not a number without);
    `covered` is how much of what the query says any of its texts says (0 to 1); `wanted` is how far
    its texts together want what the query wants (0 to 1; not a number where that is not known);
    `centre` is where they point together.
    """

    article: Article
    wording: Wording
    score: float
    worded: bool
    body: float
    meaning: float = 0.0
    meaning_mean: float = 0.0
    kin: float = math.nan
    outside: float = 0.0
    vector: float = math.nan
    covered: float = 0.0
    wanted: float = math.nan
    centre: Floats = NOWHERE


class Meanings(Protocol):
    """Gives texts a direction of length 1 each; texts that mean alike point the same way."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """A row a text."""
        ...

    def outside(self, directions: Floats) -> Floats:
        """How likely each is none of a shop's business (0 to 1)."""
        ...

    def wishes(self, directions: Floats) -> Floats:
        """What each wants: rows of length 1, the nearer the more they want the same."""
        ...


class NoMeanings:
    """Every text means nothing: articles are found by their words alone."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """A zero a text."""
        return np.zeros((len(texts), 1), np.float32)

    def outside(self, directions: Floats) -> Floats:
        """Nothing is."""
        return np.zeros(len(directions), np.float32)

    def wishes(self, directions: Floats) -> Floats:
        """Nobody knows."""
        return np.zeros((len(directions), 1), np.float32)
