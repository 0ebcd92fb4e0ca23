"""Finding candidates: an index over everything an article can be asked by.

Tokens are numbers, postings are arrays: 100,000 wordings take 40 MB and a look at them some
milliseconds. A large *base* is built seldom; what has changed since stands in a small *fresh*
segment beside it, so that a new wording is found at once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval_text import BITS, Ids, Reader, tokens_of

Floats = npt.NDArray[np.float32]

# Tokens that stand in more than this share of a big index say nothing and cost much.
COMMON_SHARE = 0.15
BIG = 20_000
# Texts looked at for one query, before they are put together by article.
TEXTS = 160
BODY_LETTERS = 1200
# What it counts that a body holds all words of the query, beside a title that is the query.
BODY_WORTH = 0.3
_SPAN = 1 << BITS
_HIDDEN = -1.0


class Wording(NamedTuple):
    """One text an article is found by; `origin` is title, wording or synonym."""

    origin: str
    text: str


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Asker:
    """Who asks, as far as it decides what they find."""

    now: float
    customers_only: bool = False
    shop_id: UUID | None = None
    locale: str | None = None
    level: str | None = None

    def may_find(self, article: Article) -> bool:
        """Whether this article is for them, now."""
        return (
            article.valid_from <= self.now < article.valid_until
            and (article.customers or not self.customers_only)
            and (article.shop_id is None or self.shop_id in (None, article.shop_id))
            and self.locale in (None, article.locale)
            and (not self.customers_only or not article.levels or self.level in article.levels)
        )


class Match(NamedTuple):
    """An article found, by its best text. `worded`: it has other wordings beside its title; `body`
    is how much of the query its body holds.
    """

    article: Article
    wording: Wording
    score: float
    worded: bool
    body: float


@dataclass
class Segment:
    """A part of the index that is not changed any more; articles only leave it."""

    articles: list[Article]
    owners: Ids
    wordings: list[Wording]
    starts: Ids
    postings: Ids
    norms: Floats
    body_starts: Ids
    body_postings: Ids
    alive: npt.NDArray[np.bool_] = field(init=False)
    rows: dict[UUID, int] = field(init=False)

    def __post_init__(self) -> None:
        """What can be worked out from the rest."""
        self.alive = np.ones(len(self.articles), np.bool_)
        self.rows = {article.id: row for row, article in enumerate(self.articles)}

    def places(self, row: int) -> range:
        """Where an article's texts stand, its title first."""
        first, last = np.searchsorted(self.owners, [row, row + 1])
        return range(int(first), int(last))

    def match(self, row: int, place: int, scores: Floats, body: float) -> Match:
        """An article by this text of it."""
        places = self.places(row)
        others = scores[places.start + 1 : places.stop]
        return Match(
            article=self.articles[row],
            wording=self.wordings[place],
            score=max(float(scores[place]), 0.0),
            worded=bool((others > _HIDDEN).any()),
            body=body,
        )

    def let_go(self, article_id: UUID) -> None:
        """Finds this article no longer."""
        row = self.rows.pop(article_id, None)
        if row is not None:
            self.alive[row] = False


class Weights:
    """How much a token says: the rarer, the more."""

    def __init__(self, idf: Floats, heaviest: float) -> None:
        self.idf = idf
        self.heaviest = heaviest
        self._known: dict[str, float] = {}

    @classmethod
    def counted(cls, starts: Ids, texts: int) -> "Weights":
        """Weights from how often each token stands in an index."""
        counts = np.diff(starts).astype(np.float32)
        idf = np.log1p((texts - counts + 0.5) / (counts + 0.5)).astype(np.float32)
        return cls(idf, float(np.log1p((texts + 0.5) / 0.5)))

    def of(self, name: str) -> float:
        """The weight of a token by its name, from 0 to 1."""
        if name not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            number = int(tokens_of(iter((name,)))[0])
            self._known[name] = float(self.idf[number]) / self.heaviest
        return self._known[name]


def _postings(parts: Sequence[Ids]) -> tuple[Ids, Ids]:
    """Starts by token, and the rows that hold each."""
    lengths = np.fromiter((len(part) for part in parts), np.int64, len(parts))
    if not parts or not lengths.sum():
        return np.zeros(_SPAN + 1, np.int32), np.zeros(0, np.int32)
    tokens = np.concatenate(parts)
    rows = np.repeat(np.arange(len(parts), dtype=np.int32), lengths)
    order = np.argsort(tokens, kind="stable")
    starts = np.zeros(_SPAN + 1, np.int32)
    np.cumsum(np.bincount(tokens, minlength=_SPAN), out=starts[1:])
    return starts, rows[order]


def build(
    articles: Iterable[Article],
    reader: Reader,
    weights: Weights | None = None,
    tokens: Callable[[str], Ids] | None = None,
) -> tuple[Segment, Weights]:
    """A segment of these articles. Without weights they are counted here; `tokens` may know a
    faster way to the tokens of a text.
    """
    tokens = tokens or reader.tokens
    kept = list(articles)
    wordings = [wording for article in kept for wording in article.wordings]
    owners = np.repeat(
        np.arange(len(kept), dtype=np.int32), [len(article.wordings) for article in kept]
    )
    parts = [tokens(wording.text) for wording in wordings]
    starts, postings = _postings(parts)
    if weights is None:
        weights = Weights.counted(starts, len(wordings))
    squares = weights.idf**2
    norms = np.fromiter((np.sqrt(squares[part].sum()) for part in parts), np.float32, len(parts))
    bodies = [tokens_of(_body_names(article.body, reader)) for article in kept]
    body_starts, body_postings = _postings(bodies)
    segment = Segment(
        kept, owners, wordings, starts, postings, np.maximum(norms, 1e-6), body_starts,
        body_postings,
    )  # fmt: skip
    return segment, weights


def _body_names(body: str, reader: Reader) -> Iterator[str]:
    for start in range(0, min(len(body), BODY_LETTERS), 200):
        yield from (f"w:{word}" for word in reader.words_of(body[start : start + 200]))


@dataclass
class Index:
    """Base and fresh segment together."""

    reader: Reader
    weights: Weights
    base: Segment
    fresh: Segment

    @classmethod
    def of(
        cls,
        articles: Iterable[Article],
        reader: Reader,
        tokens: Callable[[str], Ids] | None = None,
    ) -> "Index":
        """An index with everything in its base."""
        base, weights = build(articles, reader, tokens=tokens)
        return cls(reader, weights, base, build((), reader, weights)[0])

    def __len__(self) -> int:
        return len(self.base.rows) + len(self.fresh.rows)

    @property
    def texts(self) -> int:
        """How many texts it holds, also those of articles that have left."""
        return len(self.base.wordings) + len(self.fresh.wordings)

    def change(self, articles: Sequence[Article], gone: Iterable[UUID] = ()) -> None:
        """Puts these articles in the place of what was known of them; takes out those gone."""
        changed = {article.id for article in articles} | set(gone)
        kept = [self.fresh.articles[row] for row in self.fresh.rows.values()]
        self.fresh, _ = build(
            [*(one for one in kept if one.id not in changed), *articles], self.reader, self.weights
        )
        for article_id in changed:
            self.base.let_go(article_id)

    def articles(self) -> Iterator[Article]:
        """Every article it finds."""
        for segment in (self.base, self.fresh):
            # As it is now: a change may be taken over in another thread meanwhile.
            yield from [segment.articles[row] for row in list(segment.rows.values())]

    def places_of(self, article_id: UUID) -> range:
        """Where an article's texts stand in the base, its title first."""
        return self.base.places(self.base.rows[article_id])

    def find(self, text: str, asker: Asker, limit: int, hidden: Sequence[int] = ()) -> list[Match]:
        """The likeliest articles, best first, each with its best text.

        `hidden` texts of the base are passed over: for learning, a text must not find itself.
        """
        reading = self.reader.read(text)
        tokens = self.reader.tokens(text)
        words = tokens_of(f"w:{word}" for word in reading.words)
        found: list[Match] = []
        for segment in (self.base, self.fresh):
            if segment.rows:
                scores = self._scores(segment, tokens)
                if segment is self.base:
                    scores[list(hidden)] = _HIDDEN
                found += self._look(segment, scores, words, asker, limit)
        # While a change is taken over an article may stand in both; the new one comes last.
        newest = {match.article.id: match for match in found}
        return sorted(newest.values(), key=_worth, reverse=True)[:limit]

    def among(self, text: str, article_ids: Sequence[UUID]) -> list[Match]:
        """These articles of the base, best first, each with its best text; with their titles, where
        one of them has nothing else, so that like is compared with like.
        """
        scores = self._scores(self.base, self.reader.tokens(text))
        rows = [self.base.rows[article_id] for article_id in article_ids]
        titles_only = any(len(self.base.articles[row].wordings) == 1 for row in rows)
        found = []
        for row in rows:
            places = self.base.places(row)[: 1 if titles_only else None]
            best = max(places, key=lambda at: float(scores[at]))
            found.append(self.base.match(row, best, scores, 0.0))
        return sorted(found, key=_worth, reverse=True)

    def _look(
        self, segment: Segment, scores: Floats, words: Ids, asker: Asker, limit: int
    ) -> Iterator[Match]:
        bodies = self._bodies(segment, words)
        open_to: dict[int, bool] = {}

        def is_open(row: int) -> bool:
            if row not in open_to:
                open_to[row] = bool(segment.alive[row]) and asker.may_find(segment.articles[row])
            return open_to[row]

        best: dict[int, int] = {}
        for place in _best_first(scores, TEXTS, limit * 40):
            row = int(segment.owners[place])
            if row not in best and is_open(row):
                best[row] = place
                if len(best) == limit:
                    break
        by_body = 0
        for row in _best_first(bodies, limit, limit * 40):
            if row not in best and is_open(row):
                best[row] = segment.places(row)[0]
                by_body += 1
                if by_body == limit // 3:
                    break
        for row, place in best.items():
            yield segment.match(row, place, scores, float(bodies[row]))

    def _scores(self, segment: Segment, tokens: Ids) -> Floats:
        weights = self.weights.idf[tokens] ** 2
        norm = float(np.sqrt(weights.sum())) or 1.0
        sums = _sums(segment.starts, segment.postings, tokens, weights, len(segment.wordings))
        return sums / (segment.norms * norm)

    def _bodies(self, segment: Segment, words: Ids) -> Floats:
        weights = self.weights.idf[words]
        total = float(weights.sum()) or 1.0
        rows = len(segment.articles)
        return _sums(segment.body_starts, segment.body_postings, words, weights, rows) / total


def _worth(match: Match) -> float:
    return max(match.score, BODY_WORTH * match.body)


def _sums(starts: Ids, postings: Ids, tokens: Ids, weights: Floats, rows: int) -> Floats:
    """For every row, the weights of the tokens it holds."""
    begins, ends = starts[tokens], starts[tokens + 1]
    counts = ends - begins
    wanted = counts > 0
    if rows > BIG:
        rare = counts < rows * COMMON_SHARE
        wanted &= rare if bool((wanted & rare).any()) else wanted
    slices: list[Any] = [
        postings[begin:end] for begin, end in zip(begins[wanted], ends[wanted], strict=True)
    ]
    if not slices:
        return np.zeros(rows, np.float32)
    repeated = np.repeat(weights[wanted], counts[wanted])
    sums = np.bincount(np.concatenate(slices), weights=repeated, minlength=rows)
    return sums.astype(np.float32)


def _best_first(scores: Floats, first: int, most: int) -> Iterator[int]:
    """Places with a score, best first; more are sorted only if the first ones do not suffice."""
    done = 0
    for wanted in (first, most):
        count = min(wanted, len(scores))
        if count <= done:
            continue
        if count < len(scores):
            chosen = np.argpartition(scores, -count)[-count:]
        else:
            chosen = np.arange(len(scores))
        order = chosen[np.lexsort((chosen, -scores[chosen]))]
        for place in order[done:]:
            if scores[place] <= 0:
                return
            yield int(place)
        done = count
