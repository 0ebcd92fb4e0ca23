"""Finding candidates: by the words they share with a query, and by what they mean.

100,000 wordings take 40 MB and a look at them some milliseconds. A large *base* is built seldom;
what has changed since stands in a small *fresh* segment beside it, so that a new wording is found
at once.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import numpy as np

from zhiyin.modules.knowledge.retrieval.counting import Held, best_first
from zhiyin.modules.knowledge.retrieval.kinship import Kinship, LearnKinship, Texts, side_by_side
from zhiyin.modules.knowledge.retrieval.segment import HIDDEN, Segment, Weights, build, nearest
from zhiyin.modules.knowledge.retrieval.shapes import (
    NOWHERE,
    Article,
    Asker,
    Floats,
    Match,
    Meanings,
    NoMeanings,
    ReadTokens,
)
from zhiyin.modules.knowledge.retrieval.spelling import Spelling
from zhiyin.modules.knowledge.retrieval.vectors import Near, Vectors
from zhiyin.modules.knowledge.retrieval_text import Ids, Reader, tokens_of

# Texts looked at for one query, before they are put together by article.
TEXTS = 160
# What it counts that a body holds all words of the query, beside a title that is the query.
BODY_WORTH = 0.3
# What it counts for a place among the candidates that the sense is near, beside the words.
SENSE_WORTH = 0.7
# So many articles are looked at for what they mean, beside those that share words.
MEANT = 12
# So many articles are looked at for how near their vectors are, where there are some.
VECTORED = 8
# From this likelihood on a question is taken for none of a shop's business.
STRANGE = 0.5


@dataclass
class Index:
    """Base and fresh segment together."""

    reader: Reader
    weights: Weights
    base: Segment
    fresh: Segment
    meanings: Meanings
    # Learned from the base, also of those of its articles that have changed since.
    kinship: Kinship
    # What letters may mean here.
    spelling: Spelling = field(default_factory=Spelling)
    # From outside, where a shop has set up a model.
    vectors: Vectors | None = None

    @classmethod
    def of(
        cls,
        articles: Iterable[Article],
        reader: Reader,
        tokens: ReadTokens | None = None,
        meanings: Meanings | None = None,
        learn: LearnKinship | None = None,
        spelling: Spelling | None = None,
    ) -> "Index":
        """An index with everything in its base; `spelling` knows words beside those it holds."""
        meanings = meanings or NoMeanings()
        base, weights = build(articles, reader, tokens=tokens, meanings=meanings)
        fresh, _ = build((), reader, weights, meanings=meanings)
        texts = Texts(
            base.owners, base.starts, base.postings, weights.idf, base.norms, base.meanings
        )
        kinship = learn(base.articles, texts, meanings) if learn else Kinship((), ())
        spelling = Spelling() if spelling is None else spelling.copy()
        spelling.learn(one.text for one in base.wordings)
        return cls(reader, weights, base, fresh, meanings, kinship, spelling)

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
            [*(one for one in kept if one.id not in changed), *articles],
            self.reader,
            self.weights,
            meanings=self.meanings,
        )
        self.spelling.learn(one.text for article in articles for one in article.wordings)
        if self.vectors is not None:
            self.fresh.lay(self.vectors)
        for article_id in changed:
            self.base.let_go(article_id)

    def lay(self, vectors: Vectors | None) -> None:
        """Takes these vectors of its texts in the place of what it had."""
        for segment in (self.base, self.fresh):
            if vectors is not None:
                segment.lay(vectors)
            else:
                segment.laid = None
        self.vectors = vectors

    def is_laid(self, vectors: Vectors | None) -> bool:
        """Whether it knows these vectors of all its texts, and no others."""
        laid = [segment.laid and segment.laid.vectors for segment in (self.base, self.fresh)]
        return all(one is vectors for one in laid)

    def near(self, vector: bytes, signature: str) -> Near | None:
        """How near a question with this vector comes to every text; none where none are known, or
        another model made them.
        """
        if self.vectors is None or not vector or signature != self.vectors.signature:
            return None
        return self.vectors.near(vector)

    def with_(self, articles: Sequence[Article]) -> "Index":
        """The same index with these articles in the place of what it knows of them; this one stays
        as it is, and both share what is large.
        """
        other = replace(self, base=self.base.lent(), fresh=self.fresh.lent())
        other.change(articles)
        return other

    def articles(self) -> Iterator[Article]:
        """Every article it finds."""
        for segment in (self.base, self.fresh):
            # As it is now: a change may be taken over in another thread meanwhile.
            yield from [segment.articles[row] for row in list(segment.rows.values())]

    @property
    def is_settled(self) -> bool:
        """Whether what it has learned of its articles holds for what they are now."""
        return self.kinship.is_empty or not self.fresh.rows

    def holds(self, article_id: UUID) -> bool:
        """Whether it finds this article."""
        return article_id in self.fresh.rows or article_id in self.base.rows

    def known(self, article_ids: Iterable[UUID]) -> Iterator[Article]:
        """Those of these articles that it finds."""
        for article_id in article_ids:
            for segment in (self.fresh, self.base):
                row = segment.rows.get(article_id)
                if row is not None:
                    yield segment.articles[row]
                    break

    def places_of(self, article_id: UUID) -> range:
        """Where an article's texts stand in the base, its title first."""
        return self.base.places(self.base.rows[article_id])

    def find(
        self,
        text: str,
        asker: Asker,
        limit: int,
        hidden: Sequence[int] = (),
        meant: int = 0,
        told: Near | None = None,
    ) -> list[Match]:
        """The likeliest articles, best first, each with its best text: so many by their words, and
        at most `meant` more that mean the same in others, and as many whose vectors are near.

        `hidden` texts of the base are passed over: for learning, a text must not find itself.
        """
        reading = self.reader.read(text)
        tokens = self.reader.tokens(text)
        direction = self.meanings.encode([text])[0]
        outside = float(self.meanings.outside(direction[None])[0])
        # The sense of what is none of a shop's business is not known: words must do.
        meant = meant if outside < STRANGE else 0
        words = tokens_of(f"w:{word}" for word in reading.words)
        held = self._held(self.base, tokens)
        scores = self._scores(self.base, tokens, held)
        scores[list(hidden)] = HIDDEN
        kin = self._kin(scores, direction)
        found: list[Match] = []
        others: list[Match] = []
        vectored: list[Match] = []
        for segment in (self.base, self.fresh):
            if segment.rows:
                if segment is self.fresh:
                    held = self._held(segment, tokens)
                    scores = self._scores(segment, tokens, held)
                near = told.along(segment.laid) if told is not None else None
                covered = segment.covered(held, hidden if segment is self.base else ())
                look = _Look(segment, scores, direction, kin, asker, covered, near)
                found += look.by_words(self._bodies(segment, words), limit)
                others += look.by_meaning(meant)
                vectored += look.by_vector()
        # While a change is taken over an article may stand in both; the new one comes last.
        newest = {match.article.id: match for match in found}
        best = sorted(newest.values(), key=_worth, reverse=True)[:limit]
        named = {match.article.id for match in best}
        more = {match.article.id: match for match in others if match.article.id not in named}
        chosen = [*best, *_nearest(more, meant)]
        if vectored:
            named = {match.article.id for match in chosen}
            chosen += [one for one in vectored if one.article.id not in named]
        ordered = sorted(chosen, key=_promise if meant or vectored else _worth)[::-1]
        return [one._replace(outside=outside) for one in self._with_wishes(ordered, direction)]

    def _with_wishes(self, matches: Sequence[Match], direction: Floats) -> list[Match]:
        """How far each wants what is wanted."""
        # Learning holds very many matches: the centres are let go.
        bare = [one._replace(centre=NOWHERE) for one in matches]
        if not matches or not direction.any():
            return bare
        centres = np.stack([one.centre for one in matches])
        wanted = self.meanings.wishes(centres) @ self.meanings.wishes(direction[None])[0]
        return [one._replace(wanted=float(far)) for one, far in zip(bare, wanted, strict=True)]

    def _kin(self, scores: Floats, direction: Floats) -> "_Kin":
        if self.kinship.is_empty:
            return _Kin(self.kinship, np.zeros(0, np.float32))
        wishes = self.meanings.wishes(direction[None])[0]
        return _Kin(self.kinship, self.kinship.of(scores, side_by_side(direction, wishes)))

    def unlearned(self) -> "Index":
        """The same index, which has learned nothing of its articles: what it has learned knows
        whose text each one is, so nobody could learn from trying them.
        """
        return replace(self, kinship=Kinship((), ()))

    def told(self, article_id: UUID, near: Near, hidden: Sequence[int] = ()) -> float:
        """How near an article of the base comes by the vectors of its texts, but for those hidden;
        not a number where it has none.
        """
        values = near.along(self.base.laid)
        if values is None:
            return math.nan
        places = [at for at in self.places_of(article_id) if at not in hidden]
        return nearest(values[places])

    def among(
        self, text: str, article_ids: Sequence[UUID], told: Near | None = None
    ) -> list[Match]:
        """These articles of the base, best first, each with its best text; with their titles, where
        one of them has nothing else, so that like is compared with like.
        """
        tokens = self.reader.tokens(text)
        held = self._held(self.base, tokens)
        scores = self._scores(self.base, tokens, held)
        covered = self.base.covered(held)
        direction = self.meanings.encode([text])[0]
        kin = self._kin(scores, direction)
        rows = [self.base.rows[article_id] for article_id in article_ids]
        near = told.along(self.base.laid) if told is not None else None
        titles_only = any(len(self.base.articles[row].wordings) == 1 for row in rows)
        found = []
        for row in rows:
            places = self.base.places(row)[: 1 if titles_only else None]
            best = max(places, key=lambda at: float(scores[at]))
            match = self.base.match(row, best, scores, 0.0, direction, near)
            found.append(kin.told(match)._replace(covered=float(covered[row])))
        ordered = sorted(found, key=_worth, reverse=True)
        return self._with_wishes(ordered, direction)

    def _held(self, segment: Segment, tokens: Ids) -> Held:
        weights, rows = self.weights.idf[tokens], len(segment.wordings)
        return Held.of(segment.starts, segment.postings, tokens, weights, rows)

    def _scores(self, segment: Segment, tokens: Ids, held: Held) -> Floats:
        norm = float(np.sqrt((self.weights.idf[tokens] ** 2).sum())) or 1.0
        return held.squares(len(segment.wordings)) / (segment.norms * norm)

    def _bodies(self, segment: Segment, words: Ids) -> Floats:
        weights = self.weights.idf[words]
        total = float(weights.sum()) or 1.0
        rows = len(segment.articles)
        held = Held.of(segment.body_starts, segment.body_postings, words, weights, rows)
        return held.sums(rows) / total


@dataclass(frozen=True)
class _Kin:
    """How far one query belongs to every article that something was learned of."""

    kinship: Kinship
    values: Floats

    def of(self, article_id: UUID) -> float:
        row = None if self.kinship.is_empty else self.kinship.row(article_id)
        return math.nan if row is None else float(self.values[row])

    def along(self, articles: Sequence[Article]) -> Floats:
        """The same for these articles, in their order; 0 where nothing is known."""
        if self.kinship.is_empty:
            return np.zeros(len(articles), np.float32)
        if articles is self.kinship.articles:
            return np.nan_to_num(self.values)
        return np.nan_to_num(np.array([self.of(one.id) for one in articles], np.float32))

    def told(self, match: Match) -> Match:
        return match._replace(kin=self.of(match.article.id))


@dataclass
class _Look:
    """One look at a segment, for one query of one asker."""

    segment: Segment
    scores: Floats
    direction: Floats
    kin: _Kin
    asker: Asker
    # How much of the query each article says.
    covered: Floats
    # How near its texts are by vectors from outside, where there are some.
    near: Floats | None = None
    _open: dict[int, bool] = field(default_factory=dict)

    def by_words(self, bodies: Floats, limit: int) -> Iterator[Match]:
        """Articles with a text, or a body, that shares words with the query."""
        best: dict[int, int] = {}
        for place in best_first(self.scores, TEXTS, limit * 40):
            row = int(self.segment.owners[place])
            if row not in best and self._is_open(row):
                best[row] = place
                if len(best) == limit:
                    break
        by_body = 0
        for row in best_first(bodies, limit, limit * 40):
            if row not in best and self._is_open(row):
                best[row] = self.segment.places(row)[0]
                by_body += 1
                if by_body == limit // 3:
                    break
        for row, place in best.items():
            yield self._match(row, place, float(bodies[row]))

    def by_meaning(self, limit: int) -> Iterator[Match]:
        """Articles whose texts together point where the query points, or say it belongs there."""
        if not limit or not self.direction.any():
            return
        found = 0
        nearness = self.segment.centres @ self.direction + self.kin.along(self.segment.articles)
        for row in best_first(nearness, limit, limit * 40):
            if self._is_open(row):
                yield self._match(row, None, 0.0)
                found += 1
                if found == limit:
                    return

    def by_vector(self) -> Iterator[Match]:
        """Articles with a text whose vector is near."""
        if self.near is None:
            return
        found: set[int] = set()
        nearness = np.where(self.scores > HIDDEN, np.nan_to_num(self.near), 0.0)
        for place in best_first(nearness, VECTORED * 4, VECTORED * 40):
            row = int(self.segment.owners[place])
            if row not in found and self._is_open(row):
                found.add(row)
                yield self._match(row, place, 0.0)
                if len(found) == VECTORED:
                    return

    def _match(self, row: int, place: int | None, body: float) -> Match:
        found = self.segment.match(row, place, self.scores, body, self.direction, self.near)
        return self.kin.told(found)._replace(covered=float(self.covered[row]))

    def _is_open(self, row: int) -> bool:
        if row not in self._open:
            alive = bool(self.segment.alive[row])
            self._open[row] = alive and self.asker.may_find(self.segment.articles[row])
        return self._open[row]


def _worth(match: Match) -> float:
    return max(match.score, BODY_WORTH * match.body)


def _nearest(matches: Mapping[UUID, Match], count: int) -> list[Match]:
    return sorted(matches.values(), key=_nearness, reverse=True)[:count]


def _nearness(match: Match) -> float:
    return match.meaning_mean + (0.0 if math.isnan(match.kin) else match.kin)


def _promise(match: Match) -> float:
    """What an article promises before it is looked at closely: by its words, and by its sense."""
    return _worth(match) + SENSE_WORTH * (match.meaning + match.meaning_mean)
