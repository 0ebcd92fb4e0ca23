"""Asks a lab one question after the other, as the bot would."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from zhiyin.entry.evaluate.figures import Outcome
from zhiyin.entry.evaluate.timing import percentiles
from zhiyin.kernel.contracts.evaluations import AskedQuestion, Lab


class Answered(NamedTuple):
    """What came of all questions, the threshold of the last one, and how long each took."""

    outcomes: list[Outcome]
    threshold: float
    ms: dict[str, float]


def ask_all(lab: Lab, asked: Sequence[AskedQuestion]) -> Answered:
    """Where the answer of each stood, and how sure the lab was of its first one."""
    outcomes: list[Outcome] = []
    seconds: list[float] = []
    threshold = 1.0
    for one in asked:
        before = time.perf_counter()
        reply = lab.ask(one.text)
        seconds.append(time.perf_counter() - before)
        place = reply.ids.index(one.id) if one.id in reply.ids else -1
        outcomes.append(Outcome(place, reply.likely, one.id is not None))
        threshold = reply.threshold
    return Answered(outcomes, threshold, percentiles(seconds))
