"""Learns the weights of differences from pairs: a logistic regression over very many signs."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from zhiyin.modules.knowledge.differences import BITS, Differences
from zhiyin.modules.knowledge.retrieval_text import Ids

STEPS = 60


def weigh_differences(
    pairs: Sequence[Ids], same: npt.NDArray[np.float64], *, ridge: float = 1.0
) -> Differences:
    """Weights under which pairs that ask the same come out above 0, others below."""
    lengths = np.fromiter((len(pair) for pair in pairs), np.int64, len(pairs))
    starts = np.zeros(len(pairs) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    ones = np.ones(int(starts[-1]), np.float64)
    table = csr_matrix(
        (ones, np.concatenate(pairs), starts), shape=(len(pairs), 1 << BITS), dtype=np.float64
    )
    # Only signs that were seen are solved for.
    seen = np.unique(table.indices)
    small = table[:, seen]
    signs = 2 * same - 1

    def loss(values: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights, bias = values[:-1], values[-1]
        margins = signs * (small @ weights + bias)
        wrong = -signs / (1 + np.exp(np.clip(margins, -30, 30)))
        total = np.logaddexp(0, -margins).sum() + 0.5 * ridge * weights @ weights
        return float(total), np.append(small.T @ wrong + ridge * weights, wrong.sum())

    found = minimize(
        loss, np.zeros(len(seen) + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
    )
    weights = np.zeros(1 << BITS, np.float32)
    weights[seen] = found.x[:-1]
    return Differences(weights, float(found.x[-1]))
