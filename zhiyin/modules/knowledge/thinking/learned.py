"""A learned ranking: trees that put candidates in order, and a probability that holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xgboost
from scipy.optimize import minimize

from zhiyin.modules.knowledge.differences import Differences
from zhiyin.modules.knowledge.ranking import NAMES, Doubles, learnable, without_worded
from zhiyin.modules.knowledge.retrieval.shapes import Floats
from zhiyin.modules.knowledge.retrieval_text import VERSION, Reading
from zhiyin.modules.knowledge.thinking.keeping import keep

Booster = Any

# One core; trees of six questions, as many as the data at hand can bear.
_TREES: dict[str, Any] = {
    "max_depth": 6, "min_child_weight": 5, "subsample": 0.8, "nthread": 1, "seed": 1,
    "tree_method": "hist", "max_bin": 64, "verbosity": 0,
}  # fmt: skip
_RANKING = _TREES | {
    "objective": "rank:ndcg", "eta": 0.1, "colsample_bytree": 0.6,
    "lambdarank_pair_method": "topk", "lambdarank_num_pair_per_sample": 8,
}  # fmt: skip
_ANSWERING = _TREES | {
    "objective": "binary:logistic", "eta": 0.05, "max_depth": 4, "colsample_bytree": 0.5,
}  # fmt: skip
ROUNDS = 160


def train_ranking(table: Floats, right: Doubles, sizes: Sequence[int]) -> Booster:
    """Trees under which the right candidate of each list comes first."""
    data = xgboost.DMatrix(table, right, nthread=1)
    data.set_group(list(sizes))
    return xgboost.train(_RANKING, data, ROUNDS)


def train_answering(rows: Floats, right: Doubles) -> Booster:
    """Trees that tell whether the first candidate is the answer."""
    return xgboost.train(_ANSWERING, xgboost.DMatrix(rows, right, nthread=1), ROUNDS)


def train_pairs(table: Floats, same: Doubles, seed: int) -> Booster:
    """Trees that tell whether two questions ask the same, taken that half of all pairs do."""
    balance = {"scale_pos_weight": float((1 - same).sum() / max(same.sum(), 1.0)), "seed": seed}
    return xgboost.train(_ANSWERING | balance, xgboost.DMatrix(table, same, nthread=1), 2 * ROUNDS)


def best_row(table: Floats, scores: Floats) -> tuple[Floats, int]:
    """The numbers of the first candidate with how clearly it leads, and its place."""
    best = int(np.argmax(scores))
    others = np.delete(scores, best)
    lead = float(scores[best] - others.max()) if len(others) else 10.0
    share = 1.0 / float(np.exp(scores - scores[best]).sum())
    return np.append(table[best], np.array([scores[best], lead, share], np.float32)), best


@dataclass(frozen=True)
class Curve:
    """Turns what trees say into a probability (Platt 1999): a logistic curve over its logit."""

    steep: float
    shift: float

    def __call__(self, said: Doubles) -> Doubles:
        """The probability for each."""
        return np.asarray(1 / (1 + np.exp(-(self.steep * _logit(said) + self.shift))), np.float64)

    @classmethod
    def through(cls, said: Doubles, right: Doubles, weights: Doubles) -> "Curve":
        """The likeliest curve."""
        columns = np.column_stack([_logit(said), np.ones(len(said))])
        signs = 2 * right - 1

        def loss(values: Doubles) -> tuple[float, Doubles]:
            margins = signs * (columns @ values)
            wrong = -signs * weights / (1 + np.exp(np.clip(margins, -30, 30)))
            total = (weights * np.logaddexp(0, -margins)).sum() + 5e-4 * values @ values
            return float(total), columns.T @ wrong + 1e-3 * values

        found = minimize(loss, np.zeros(2), jac=True, method="L-BFGS-B")
        return cls(float(found.x[0]), float(found.x[1]))


def _logit(said: Doubles) -> Doubles:
    sure = np.clip(said.astype(np.float64), 1e-4, 1 - 1e-4)
    return np.asarray(np.log(sure / (1 - sure)), np.float64)


@dataclass(frozen=True)
class Told:
    """What was learned of vectors from outside: what they count, and how likely the first candidate
    then is the answer, with the likelihood from which on it is right as often as promised.
    """

    worth: float
    answering: Booster
    curve: Curve
    threshold: float

    def on(self, scores: Floats, vectors: Floats) -> Floats:
        """Scores with how near the vectors are on top."""
        return with_vectors(scores, vectors, self.worth)


@dataclass(frozen=True)
class Learned:
    """Ranks by what was learned."""

    differences: Differences
    ranking: Booster
    answering: Booster
    curve: Curve
    threshold: float
    # Learned without telling which articles have other wordings.
    blind: bool = False
    # How vectors from outside are taken into account; none: it was learned without.
    told: Told | None = None

    @property
    def threshold_told(self) -> float:
        """The same as the threshold, for questions that have a vector."""
        return self.told.threshold if self.told is not None else self.threshold

    def differ(self, query: Reading, other: Reading) -> float:
        """Whether what differs between two readings changes what is asked."""
        return self.differences(query, other)

    def rank(self, table: Floats, vectors: Floats | None = None) -> tuple[Floats, Doubles]:
        """Scores, and the probability of each to be the answer: of the first one as learned, of
        the others as much smaller as their score. What is learned knows no vectors, so that it
        holds without them; they are put on top, with the weight that was learned for them.
        """
        table = learnable(table)
        table = without_worded(table) if self.blind else table
        scores: Floats = self.ranking.inplace_predict(table)
        answering, curve = self.answering, self.curve
        if vectors is not None and self.told is not None:
            scores = self.told.on(scores, vectors)
            answering, curve = self.told.answering, self.told.curve
        row, best = best_row(table, scores)
        first = curve(answering.inplace_predict(row[None, :]))[0]
        return scores, first * np.exp((scores - scores[best]).astype(np.float64))

    def save(self, path: Path) -> None:
        """Keeps it in a file, in the place of what was there."""
        numbers = [self.differences.bias, self.curve.steep, self.curve.shift, self.threshold]
        told = self.told
        more = {} if told is None else {
            "told": np.array([told.worth, told.curve.steep, told.curve.shift, told.threshold]),
            "told_answering": np.frombuffer(told.answering.save_raw("ubj"), np.uint8),
        }  # fmt: skip
        keep(path, more | {
            "signature": np.array(signature()),
            "weights": self.differences.weights.astype(np.float16),
            "ranking": np.frombuffer(self.ranking.save_raw("ubj"), np.uint8),
            "answering": np.frombuffer(self.answering.save_raw("ubj"), np.uint8),
            "numbers": np.array([*numbers, float(self.blind)]),
        }, packed=True)  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> "Learned | None":
        """What was kept, unless it was learned from other numbers than today's."""
        try:
            with np.load(path, allow_pickle=False) as kept:
                if str(kept["signature"]) != signature():
                    return None
                bias, steep, shift, threshold, blind = (float(number) for number in kept["numbers"])
                return cls(
                    Differences(kept["weights"].astype(np.float32), bias),
                    _booster(kept["ranking"]), _booster(kept["answering"]),
                    Curve(steep, shift), threshold, bool(blind),
                    _told(kept),
                )  # fmt: skip
        except (OSError, ValueError, KeyError, EOFError, xgboost.core.XGBoostError):
            return None


def with_vectors(scores: Floats, vectors: Floats, worth: float) -> Floats:
    """Scores with how near each is on top; one that has no vector is taken to be as near as the
    others are.
    """
    known = vectors[~np.isnan(vectors)]
    usual = float(known.mean()) if len(known) else 0.0
    near: Floats = np.where(np.isnan(vectors), np.float32(usual), vectors)
    return scores + np.float32(worth) * near


def signature() -> str:
    """Changes with what the trees ask for."""
    return f"{VERSION} {' '.join(NAMES)}"


def _told(kept: Any) -> Told | None:
    if "told" not in kept:
        return None
    worth, steep, shift, threshold = (float(number) for number in kept["told"])
    return Told(worth, _booster(kept["told_answering"]), Curve(steep, shift), threshold)


def _booster(raw: Any) -> Booster:
    booster = xgboost.Booster()
    booster.load_model(bytearray(raw.tobytes()))
    booster.set_param({"nthread": 1})
    return booster
