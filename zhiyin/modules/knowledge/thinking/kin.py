"""Learns which article a question belongs to from all texts of a shop at once (归属).

Ridge regression with a kernel: what a question is like in words, in sense and in the intents that
shops know, weighed by how far each text tells its article from the others (Saunders, Gammerman,
Vovk 1998). Solved by conjugate gradients, all articles at once. The sense learned from other shops'
talk misleads where a shop speaks of its own goods; its wordings put that right.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from scipy.sparse import csc_matrix

from zhiyin.modules.knowledge.retrieval.kinship import Kinship, Part, Places, Texts, side_by_side
from zhiyin.modules.knowledge.retrieval.shapes import Article, Floats, Meanings

# So many wordings times articles are weighed, 4 bytes each; larger shops teach the ranking instead.
MOST_WEIGHTS = 6_000_000
# With fewer texts an article, its title among them, there is nothing to learn from.
LEAST_TEXTS = 2.0
# How smooth the answer is. On our own questions 0.3 to 3 come out alike.
RIDGE = 0.3
ROUNDS, NEAR_ENOUGH = 60, 1e-3

Words = Any


def learn_kinship(articles: Sequence[Article], texts: Texts, meanings: Meanings) -> Kinship:
    """From these articles and their texts; of parts that are too large nothing."""
    found = []
    words: Words | None = None
    for rows in _apart(articles):
        places = np.flatnonzero(np.isin(texts.owners, rows))
        fits = len(places) * len(rows) <= MOST_WEIGHTS
        if len(rows) > 1 and len(places) >= LEAST_TEXTS * len(rows) and fits:
            words = _words(texts) if words is None else words
            senses = texts.senses(places)
            senses = side_by_side(senses, meanings.wishes(senses))
            wanted = (texts.owners[places, None] == rows[None]).astype(np.float32) - 1 / len(rows)
            weights = _solved(words[places], senses, wanted)
            found.append(Part(places, rows, weights, senses.T @ weights))
    return Kinship(articles, found)


def _apart(articles: Sequence[Article]) -> Iterator[Places]:
    groups: dict[tuple[UUID | None, str | None], list[int]] = {}
    for row, article in enumerate(articles):
        groups.setdefault((article.shop_id, article.locale), []).append(row)
    yield from (np.array(rows, np.int64) for rows in groups.values())


def _words(texts: Texts) -> Words:
    """The tokens of every text with their weights, of length one."""
    counts = np.diff(texts.starts)
    shares = np.repeat(texts.idf, counts) / texts.norms[texts.postings]
    shape = (len(texts.owners), len(counts))
    table = csc_matrix((shares.astype(np.float32), texts.postings, texts.starts), shape=shape)
    return table.tocsr()


def _solved(words: Words, senses: Floats, wanted: Floats) -> Floats:
    """Weights W with (K + ridge) W = Y, where K is how alike the wordings are."""
    words = words[:, np.unique(words.indices)]
    back = words.T.tocsr()

    def alike(one: Floats) -> Floats:
        found: Floats = words @ (back @ one) + senses @ (senses.T @ one) + RIDGE * one
        return found

    return solve(alike, wanted)


def solve(times: Callable[[Floats], Floats], wanted: Floats) -> Floats:
    """Solves for every column at once (Hestenes, Stiefel 1952)."""
    found = np.zeros_like(wanted)
    left = wanted.copy()
    way = left.copy()
    length = (left**2).sum(axis=0)
    enough = NEAR_ENOUGH**2 * np.maximum(length, 1e-12)
    for _ in range(ROUNDS):
        if bool((length <= enough).all()):
            break
        ahead = times(way)
        step = length / np.maximum((way * ahead).sum(axis=0), 1e-12)
        found += step * way
        left -= step * ahead
        now = (left**2).sum(axis=0)
        way = left + (now / np.maximum(length, 1e-12)) * way
        length = now
    return found
