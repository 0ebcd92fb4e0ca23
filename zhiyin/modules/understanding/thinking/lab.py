"""Understanding without a shop, for evaluations."""

import asyncio
from collections.abc import Sequence

from zhiyin.kernel.contracts.evaluations import IntentExample
from zhiyin.modules.understanding.asking import MOST_ENCODED, Compare, Encode, Group, Known, Read
from zhiyin.modules.understanding.thinking.comparing import compare, encode
from zhiyin.modules.understanding.thinking.grouping import group
from zhiyin.modules.understanding.thinking.intents import Intents, learn_intents
from zhiyin.modules.understanding.thinking.moods import read


class UnderstandingLab:
    """See `IntentLab`, `MoodLab` and `LikenessLab` in `kernel/contracts/evaluations`."""

    def __init__(self) -> None:
        self._intents: Intents | None = None
        self._kept: list[Known] = []

    def learn_intents(
        self, examples: Sequence[IntentExample], unseen: Sequence[IntentExample]
    ) -> None:
        """Learns from the examples; thresholds are chosen on the unseen ones."""
        self._intents = learn_intents(examples, unseen)

    def intent(self, text: str) -> str | None:
        """What the text wants; none, if nothing that is known."""
        assert self._intents is not None, "learn_intents first"
        return self._intents(text)[0]

    def mood(self, text: str) -> tuple[str, float]:
        """The likeliest mood, and how likely it is."""
        found = read(Read([text])).moods[0]
        return found.name, found.sure

    def group(self, texts: Sequence[str]) -> list[int]:
        """For each text the number of the group that asks the same."""
        return asyncio.run(group(Group(list(texts)))).groups

    def keep(self, texts: Sequence[str]) -> None:
        """Keeps texts with their codes; one that stands twice is encoded once."""
        known: dict[str, Known] = {}
        distinct = list(dict.fromkeys(texts))
        for start in range(0, len(distinct), MOST_ENCODED):
            some = distinct[start : start + MOST_ENCODED]
            for text, code in zip(some, encode(Encode(some)).codes, strict=True):
                known[text] = Known(text, code.direction)
        self._kept = [known[text] for text in texts]

    def nearest(self, text: str) -> list[tuple[int, float]]:
        """Of the kept ones those that come nearest."""
        alike = compare(Compare(text, self._kept)).alike
        return [(place, value) for place, value in enumerate(alike) if value > 0]


def make() -> UnderstandingLab:
    """Named by the manifest."""
    return UnderstandingLab()
