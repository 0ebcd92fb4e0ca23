"""Which of a few likely articles is meant, weighed by hand: until a shop has taught the ranking."""

import math

import numpy as np

from zhiyin.modules.knowledge.ranking import COLUMN, Doubles, ahead
from zhiyin.modules.knowledge.retrieval.shapes import Floats
from zhiyin.modules.knowledge.retrieval_text import Reading

# What counts for the place: the words of an article's best text, the sense of its nearest and of
# all, how far the query belongs to it, how much of the query it says, and whether it wants the
# same. Chosen on wordings that were held back from the articles of the demo shop and of our own
# development set, and on the questions of the latter.
_WORDS, _SENSE, _SENSES, _KIN, _COVERED, _WANTED = 0.35, 0.35, 0.5, 1.0, 1.0, 0.25
# How far a query belongs to an article where that was not learned: by the words of its best text,
# and by its sense.
_KIN_WORDS, _KIN_SENSE, _KIN_FROM = 0.56, 0.35, -0.04
# How far it wants the same where that is not known, because the encoder knows no word of it.
_WANTED_KIN = 1.3
# What it counts by hand that vectors from outside put an article nearer than its words and its
# sense let expect: a score of `_EXPECTED` goes with the nearest there is. So where a model says
# nothing new all likelihoods stay as they are.
VECTOR_WORTH, _EXPECTED = 1.5, 3.0
# By hand an article is likely right, the further the query belongs to it, the more of the query it
# says beside what any other does, the more it wants the same, and the less the query seems none of
# a shop's business: a logistic curve through the 1,199 questions of our own development set
# (`tests/entry/evaluate/shop_questions`) and the 507 of the demo shop, each set counting alike.
# From `ByHand.threshold` on 0.90 of the answers to each of them are right.
_BY_KIN, _BY_COVER, _BY_WISH, _BY_OUTSIDE, _FROM = 3.45, 6.92, 3.08, -4.27, -2.59
# Of what no article says this much, nothing is likely an answer: of 10 such questions none was.
_UNSAID, _SAID = 4.0, 0.02
# To be ahead of fewer others than so many means less: in a shop of three articles one of them
# always is.
_MANY = 12
# Among fewer articles than so many, something is a little like whatever one asks: the further
# from being an answer, the less likely it is one, by up to so much of the way. Tried on shops of 3,
# 6, 10 and 20 articles drawn from our own and the demo's, asked what belongs to them and what does
# not.
_SMALL, _STEEPER = 20, 0.5
# What vectors from outside move a score by counts besides, and how far they move it ahead.
_HEIGHT, _LEAD = 2.64, 1.65


# From here on 0.90 of the answers are right; in logits, where small shops turn about it.
THRESHOLD = 0.70
_SURE = math.log(THRESHOLD / (1 - THRESHOLD))


class ByHand:
    """Before a shop has taught enough."""

    threshold = threshold_told = THRESHOLD

    def differ(self, query: Reading, other: Reading) -> float:
        """Nothing is known of differences."""
        return 0.0

    def rank(self, table: Floats, vectors: Floats | None = None) -> tuple[Floats, Doubles]:
        """By what the texts share and mean, by all texts of the shop together, and by what vectors
        say beyond that.
        """
        kin = _kin(table)
        wanted = _wanted(table, kin)
        scores: Floats = (
            _WORDS * table[:, COLUMN["score"]]
            + _SENSE * table[:, COLUMN["meaning"]]
            + _SENSES * table[:, COLUMN["meaning_mean"]]
            + _KIN * kin
            + _COVERED * table[:, COLUMN["covered"]]
            + _WANTED * wanted
        )
        margins = (
            _BY_KIN * kin
            + _BY_COVER * _lead(table)
            + _BY_WISH * wanted
            + _BY_OUTSIDE * table[:, COLUMN["outside"]]
            + _FROM
        )
        most = float(table[:, COLUMN["covered"]].max())
        margins -= _UNSAID * max(1 - most / _SAID, 0.0)
        if vectors is not None:
            moved = scores + VECTOR_WORTH * beyond(vectors, scores / _EXPECTED)
            margins += _HEIGHT * (moved - scores) + _LEAD * (ahead(moved) - ahead(scores))
            scores = moved
        few = 1 - min(len(table) / _SMALL, 1.0)
        margins -= _STEEPER * few * np.maximum(_SURE - margins, 0.0)
        likely: Doubles = 1 / (1 + np.exp(-margins.astype(np.float64)))
        return scores, likely


def _kin(table: Floats) -> Floats:
    """How far the query belongs to each; guessed where that was not learned."""
    words, senses = table[:, COLUMN["score"]], table[:, COLUMN["meaning_mean"]]
    known: Floats = table[:, COLUMN["kin"]]
    guessed = _KIN_WORDS * words + _KIN_SENSE * senses + np.float32(_KIN_FROM)
    return np.where(np.isnan(known), guessed, known)


def _lead(table: Floats) -> Floats:
    """How much more of the query each says than the others; less where they are few."""
    lead: Floats = table[:, COLUMN["ahead_covered"]]
    few = np.float32(min(len(table) / _MANY, 1.0))
    return np.where(lead > 0, few * lead, lead)


def _wanted(table: Floats, kin: Floats) -> Floats:
    """How far each wants the same; guessed where that is not known."""
    known: Floats = table[:, COLUMN["wanted"]]
    return np.where(np.isnan(known), _WANTED_KIN * kin, known)


def beyond(vectors: Floats, expected: Floats) -> Floats:
    """How much nearer each is by its vector than was to be expected; 0 where it has none."""
    found: Floats = np.nan_to_num(np.clip(vectors, 0.0, 1.0) - np.clip(expected, 0.0, 1.0))
    return found.astype(np.float32)
