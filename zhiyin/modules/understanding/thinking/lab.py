"""Understanding without a shop, for evaluations."""

import asyncio
from collections.abc import Sequence

from zhiyin.kernel.contracts.evaluations import IntentExample
from zhiyin.modules.understanding.asking import Group, Read
from zhiyin.modules.understanding.thinking.grouping import group
from zhiyin.modules.understanding.thinking.intents import Intents, learn_intents
from zhiyin.modules.understanding.thinking.moods import read


class UnderstandingLab:
    """See `IntentLab` and `MoodLab` in `kernel/contracts/evaluations`."""

    def __init__(self) -> None:
        self._intents: Intents | None = None

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


def make() -> UnderstandingLab:
    """Named by the manifest."""
    return UnderstandingLab()
