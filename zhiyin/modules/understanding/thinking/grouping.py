"""Puts texts together that ask the same: by what they mean and by the words they share.

Texts first join groups there are already; what is left is put together pair by pair, the likest
first, as long as the members of both sides are alike on average (average linkage, Sokal and
Michener 1958). Groups that exist never change by it.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from zhiyin.modules.understanding.asking import Group, Grouped
from zhiyin.modules.understanding.encoder import Encoder, Floats, shipped
from zhiyin.modules.understanding.reading import keys_of

# Chosen on half of our own questions of shops; `zhiyin evaluate groups` shows the other half.
ALIKE = 0.34
# How much the meaning counts beside the words.
SENSE = 0.7
# So many texts are read before others have their turn.
_AT_ONCE: Final = 64

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Signs:
    """By what texts are compared: their directions, how likely they are a shop's business at all,
    and their features weighed by rarity.
    """

    directions: Floats
    inside: Floats
    words: Any

    def alike(self, rows: slice, other: "Signs") -> Floats:
        """How alike these rows are to each of the others (about 0 to 1).

        To the encoder all that is none of a shop's business is one thing: there only words count.
        """
        sense = self.directions[rows] @ other.directions.T
        words = (self.words[rows] @ other.words.T).toarray()
        weight = SENSE * self.inside[rows, None] * other.inside[None, :]
        found: Floats = weight * sense + (1 - weight) * words
        return found

    def part(self, rows: slice) -> "Signs":
        """Those of some of the texts."""
        return Signs(self.directions[rows], self.inside[rows], self.words[rows])


def read(encoder: Encoder, texts: Sequence[str]) -> tuple[Floats, list[Any]]:
    """Directions, and the features of each text."""
    return encoder.encode(texts), [keys_of(text) for text in texts]


def signs_of(encoder: Encoder, directions: Floats, keys: Sequence[Any]) -> Signs:
    """What was read, as a table."""
    ends = np.cumsum([0, *(len(one) for one in keys)])
    every = np.concatenate([*keys, np.zeros(0, np.uint32)]).astype(np.uint32)
    known, places = np.unique(every, return_inverse=True)
    values = encoder.rarities(every)
    words = sparse.csr_matrix((values, places, ends), (len(keys), max(len(known), 1)))
    lengths = np.sqrt(np.asarray(words.multiply(words).sum(axis=1)).ravel())
    scale = sparse.diags(1 / np.maximum(lengths, 1e-6)).astype(np.float32)
    return Signs(directions, 1 - encoder.outside(directions), (scale @ words).tocsr())


def join(alike: Floats, owners: Numbers, count: int) -> Numbers:
    """The group each text belongs to, -1 for none: the one whose texts it is most like on average.

    `alike` compares the texts with the central texts of groups, `owners` says whose these are.
    """
    if not count or not len(alike):
        return np.full(len(alike), -1)
    held = np.bincount(owners, minlength=count).astype(np.float32)
    whose = sparse.csr_matrix(
        (np.ones(len(owners), np.float32), (np.arange(len(owners)), owners)), (len(owners), count)
    )
    likest = (whose.T @ alike.T).T / np.maximum(held, 1)
    best = likest.argmax(axis=1)
    good = likest[np.arange(len(best)), best] >= ALIKE
    return np.where(good, best, -1)


def link(alike: Floats) -> Numbers:
    """Groups among texts by average linkage; `alike` is used up."""
    count = len(alike)
    members: list[list[int]] = [[at] for at in range(count)]
    np.fill_diagonal(alike, -1.0)
    partner = alike.argmax(axis=1) if count else np.zeros(0, np.int64)
    worth = alike.max(axis=1, initial=-1.0)
    while count and worth.max() >= ALIKE:
        one = int(worth.argmax())
        two = int(partner[one])
        sizes = len(members[one]), len(members[two])
        row = (sizes[0] * alike[one] + sizes[1] * alike[two]) / sum(sizes)
        row[[one, two]] = -1.0
        alike[one], alike[:, one] = row, row
        alike[two], alike[:, two] = -1.0, -1.0
        # An average is never above the likest: only who wanted one of the two looks anew.
        stale = np.flatnonzero(np.isin(partner, (one, two)))
        stale = np.union1d(stale, (one, two))
        partner[stale] = alike[stale].argmax(axis=1)
        worth[stale] = alike[stale].max(axis=1)
        members[one] += members[two]
        members[two] = []
    groups = np.zeros(count, np.int64)
    for number, held in enumerate(one for one in members if one):
        groups[held] = number
    return groups


def centrality(alike: Floats, groups: Numbers) -> Floats:
    """How like each text is to the others of its group on average; 1 for who is alone."""
    same = groups[:, None] == groups[None, :]
    np.fill_diagonal(same, val=False)
    held = same.sum(axis=1)
    near: Floats = np.where(held, (alike * same).sum(axis=1) / np.maximum(held, 1), 1.0)
    return np.clip(near, 0.0, 1.0).astype(np.float32)


def put_together(texts: Signs, centres: Signs, owners: Numbers, count: int) -> Grouped:
    """Groups for texts that were read, beside `count` groups there are already."""
    every = slice(None)
    groups = join(texts.alike(every, centres), owners, count)
    alike = texts.alike(every, texts)
    left = np.flatnonzero(groups < 0)
    groups[left] = count + link(alike[np.ix_(left, left)].copy())
    return Grouped(groups.tolist(), centrality(alike, groups).tolist())


async def group(question: Group) -> Grouped:
    """Which texts ask the same; read in small pieces, as others think meanwhile."""
    encoder = await asyncio.to_thread(shipped)
    central = [text for texts in question.centres for text in texts]
    owners = np.array(
        [number for number, texts in enumerate(question.centres) for _ in texts], np.int64
    )
    every = [*question.texts, *central]
    directions, keys = [np.zeros((0, encoder.size), np.float32)], list[Any]()
    for start in range(0, len(every), _AT_ONCE):
        begun = time.monotonic()
        found, features = await asyncio.to_thread(read, encoder, every[start : start + _AT_ONCE])
        directions.append(found)
        keys += features
        await asyncio.sleep(time.monotonic() - begun)
    signs = await asyncio.to_thread(signs_of, encoder, np.concatenate(directions), keys)
    here, middle = len(question.texts), len(every)
    texts, centres = signs.part(slice(here)), signs.part(slice(here, middle))
    return await asyncio.to_thread(put_together, texts, centres, owners, len(question.centres))
