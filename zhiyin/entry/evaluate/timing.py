"""How long answers took."""

from collections.abc import Sequence


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """The middle and the slow end, in milliseconds."""
    ordered = sorted(seconds)
    return {f"p{p}": round(ordered[len(ordered) * p // 100] * 1000, 2) for p in (50, 95)}
