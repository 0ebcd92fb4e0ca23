"""What a share of a count says: how far off it may be, and whether two of them differ.

Everything at 95 % (z = 1.96). Formulas: E. B. Wilson, JASA 22 (1927), 209-212, for one share;
R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10, for the difference of two;
the exact sign test on pairs that changed is McNemar's (Psychometrika 12, 1947, 153-157).
"""

from math import ceil, comb, sqrt
from typing import NamedTuple

Z = 1.959964


class Interval(NamedTuple):
    """Where a share lies with a probability of 95 %."""

    low: float
    high: float


class Difference(NamedTuple):
    """The second share less the first, and where that difference lies with 95 %."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether it is more than chance."""
        return self.low > 0 or self.high < 0


def wilson(part: int, whole: int) -> Interval:
    """Where the true share lies behind `part` of `whole`; anywhere, where nothing was counted."""
    if whole <= 0:
        return Interval(0.0, 1.0)
    share = part / whole
    middle = share + Z * Z / (2 * whole)
    reach = Z * sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole))
    scale = 1 + Z * Z / whole
    return Interval(max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale))


def difference(first: tuple[int, int], second: tuple[int, int]) -> Difference | None:
    """How the share of `second` (part, whole) differs from that of `first`; none while one of them
    has counted nothing.
    """
    if not first[1] or not second[1]:
        return None
    one, other = first[0] / first[1], second[0] / second[1]
    of_one, of_other = wilson(*first), wilson(*second)
    value = other - one
    down = sqrt((other - of_other.low) ** 2 + (of_one.high - one) ** 2)
    up = sqrt((of_other.high - other) ** 2 + (one - of_one.low) ** 2)
    return Difference(value, max(-1.0, value - down), min(1.0, value + up))


def still_needed(
    first: tuple[int, int], second: tuple[int, int], least: float, share: float
) -> int:
    """How many more of both together would show the difference seen so far, or one of `least`
    where less is seen; `share` of what comes goes to the second.
    """
    counted = first[1] + second[1]
    # Before anything is known the share is taken for one half, which needs the most.
    middle = (first[0] + second[0] + 1) / (counted + 2)
    seen = difference(first, second)
    wanted = max(least, abs(seen.value) if seen else 0.0)
    spread = sqrt(middle * (1 - middle) * (1 / share + 1 / (1 - share)))
    return max(0, ceil((Z * spread / wanted) ** 2) - counted)


def by_chance(lost: int, won: int) -> float:
    """How probable it is that at least so many of the pairs that changed were lost, if losing were
    as likely as winning.
    """
    changed = lost + won
    return sum(comb(changed, count) for count in range(lost, changed + 1)) / (1 << changed)
