"""What simple methods find in the same questions, so that our figures can be judged.

Pairs and single characters weighed by TF-IDF with cosine, and by BM25 (Robertson), over standard
questions and wordings alike; of both the usual textbook form.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from zhiyin.entry.evaluate.figures import Outcome, faq_figures
from zhiyin.kernel.contracts.evaluations import AskedQuestion, BankQuestion
from zhiyin.kernel.text.tokens import plain

_K1, _B = 1.2, 0.75
Weigh = Callable[[int, float, int], float]


def baselines(
    bank: Sequence[BankQuestion], train: Sequence[AskedQuestion], asked: Sequence[AskedQuestion]
) -> dict[str, dict[str, float]]:
    """The same figures for each simple method; none of them has a threshold of its own."""
    texts = [(one.text, one.id) for one in bank]
    worded = texts + [(one.text, one.id) for one in train if one.id is not None]
    found = {}
    for name, documents in (("titles", texts), ("wordings", worded)):
        index = _Simple(documents)
        for method, scores in (("tfidf", index.cosine), ("bm25", index.bm25)):
            outcomes = [_outcome(scores(one.text), one, documents) for one in asked]
            figures = faq_figures(outcomes, 0.0, 0.9)
            kept = ("top1", "top3", "oos_auroc", "answered_at_precision_90")
            found[f"{method}_{name}"] = {key: round(figures[key], 4) for key in kept}
    return found


def _outcome(
    scores: dict[int, float], asked: AskedQuestion, documents: Sequence[tuple[str, str]]
) -> Outcome:
    best: dict[str, float] = {}
    for row, score in scores.items():
        id_ = documents[row][1]
        best[id_] = max(best.get(id_, 0.0), score)
    order = sorted(best, key=lambda id_: -best[id_])[:25]
    place = order.index(asked.id) if asked.id in order else -1
    return Outcome(place, best[order[0]] if order else 0.0, asked.id is not None)


def _grams(text: str) -> Counter[str]:
    letters = [letter for letter in plain(text) if letter.isalnum()]
    pairs = [one + two for one, two in pairwise(letters)]
    return Counter([*letters, *pairs])


class _Simple:
    def __init__(self, documents: Sequence[tuple[str, str]]) -> None:
        self._grams = [_grams(text) for text, _ in documents]
        self._lengths = [sum(grams.values()) for grams in self._grams]
        self._mean = sum(self._lengths) / max(len(documents), 1)
        self._postings: dict[str, list[int]] = {}
        for row, grams in enumerate(self._grams):
            for gram in grams:
                self._postings.setdefault(gram, []).append(row)
        total = len(documents)
        self._idf = {
            gram: math.log(1 + (total - len(held) + 0.5) / (len(held) + 0.5))
            for gram, held in self._postings.items()
        }
        self._norms = [
            math.sqrt(sum((count * self._idf[gram]) ** 2 for gram, count in grams.items())) or 1.0
            for grams in self._grams
        ]

    def cosine(self, text: str) -> dict[int, float]:
        """TF-IDF with cosine."""
        asked = _grams(text)
        norm = math.sqrt(
            sum((count * self._idf.get(gram, 0.0)) ** 2 for gram, count in asked.items())
        )
        return self._sum(
            asked,
            lambda row, idf, count: count * idf * idf / (self._norms[row] * (norm or 1.0)),
        )

    def bm25(self, text: str) -> dict[int, float]:
        """BM25."""
        return self._sum(
            Counter(set(_grams(text))),
            lambda row, idf, count: (
                idf * count * (_K1 + 1)
                / (count + _K1 * (1 - _B + _B * self._lengths[row] / self._mean))
            ),
        )  # fmt: skip

    def _sum(self, asked: Counter[str], weigh: Weigh) -> dict[int, float]:
        scores: dict[int, float] = {}
        for gram, times in asked.items():
            idf = self._idf.get(gram, 0.0)
            for row in self._postings.get(gram, ()):
                add = times * weigh(row, idf, self._grams[row][gram])
                scores[row] = scores.get(row, 0.0) + add
        return scores
