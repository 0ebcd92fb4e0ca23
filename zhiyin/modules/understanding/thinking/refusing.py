"""When what was understood had better be taken for nothing known."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Of texts understood rightly, so many may be refused where that keeps strange ones out.
LOST: Final = 0.01
# What is likelier right than wrong is never refused.
EVEN: Final = 0.5
# What lies outside is rare among examples, and not so rare among customers.
_WEIGHT_OUTSIDE: Final = 5.0
_DAMPING: Final = 1e-3


@dataclass(frozen=True)
class Refusing:
    """How likely the best intent is right, and from which likelihood on it is taken."""

    weights: Doubles
    middle: Doubles
    spread: Doubles
    threshold: float

    def likely(self, signs: Doubles) -> Doubles:
        """How likely each is right, by its signs."""
        return _curve(_framed((signs - self.middle) / self.spread) @ self.weights)


NEVER: Final = Refusing(np.zeros(1), np.zeros(0), np.ones(0), 0.0)


def learn_refusing(signs: Doubles, right: Flags, outside: Flags) -> Refusing:
    """A logistic curve over the signs of texts that were not learned from. Without examples from
    outside nothing is refused: nobody has said what is strange.
    """
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    framed = _framed((signs - middle) / spread)
    weighed = np.where(outside, _WEIGHT_OUTSIDE, 1.0)
    truth = right.astype(np.float64)

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        likely = _curve(framed @ weights)
        unlikely = np.where(right, likely, 1 - likely)
        bent = 2 * _DAMPING * np.concatenate([[0.0], weights[1:]])
        slope = framed.T @ (weighed * (likely - truth)) / len(truth) + bent
        cost = -(weighed * np.log(unlikely + 1e-12)).mean()
        return float(cost + _DAMPING * (weights[1:] ** 2).sum()), slope

    start = np.zeros(framed.shape[1])
    weights: Doubles = minimize(loss, start, jac=True, method="L-BFGS-B").x
    likely = _curve(framed @ weights)
    threshold = 0.0
    if outside.any() and right.any():
        threshold = min(float(np.quantile(likely[right], LOST)), EVEN)
    return Refusing(weights, middle, spread, threshold)


def _framed(signs: Doubles) -> Doubles:
    return np.concatenate([np.ones((len(signs), 1)), signs], axis=1)


def _curve(values: Doubles) -> Doubles:
    curved: Doubles = 1 / (1 + np.exp(-np.clip(values, -40, 40)))
    return curved
