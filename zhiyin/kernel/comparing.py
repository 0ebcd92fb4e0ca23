"""Two sides of a trial side by side: what differs, and whether that is more than chance. Pure."""

from dataclasses import dataclass
from typing import Literal

from zhiyin.kernel.shares import Difference, difference, still_needed

Verdict = Literal["better", "worse", "alike", "unclear"]
Counted = tuple[int, int]
# A difference smaller than this changes nothing for anybody.
MATTERS = 0.03


@dataclass(frozen=True)
class Compared:
    """A share of both sides. `needed`: so many more counted on both together would show whether
    they differ by what is seen now, or at least by what matters.
    """

    live: float | None
    trial: float | None
    difference: Difference | None
    verdict: Verdict
    needed: int


def compare(live: Counted, trial: Counted, share: float) -> Compared:
    """Two counts (part, whole); `share` of what comes goes to the trial."""
    found = difference(live, trial)
    verdict = _verdict(found)
    needed = still_needed(live, trial, MATTERS, share) if verdict == "unclear" else 0
    return Compared(
        live[0] / live[1] if live[1] else None,
        trial[0] / trial[1] if trial[1] else None,
        found,
        verdict,
        # Where the formula says enough and the interval does not, a few more are needed.
        max(needed, 1) if verdict == "unclear" else 0,
    )


def _verdict(found: Difference | None) -> Verdict:
    if found is None:
        return "unclear"
    if found.is_clear:
        return "better" if found.value > 0 else "worse"
    return "alike" if found.low > -MATTERS and found.high < MATTERS else "unclear"
