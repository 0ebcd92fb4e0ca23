"""Understanding without a shop, for evaluations."""

import asyncio
from collections.abc import Sequence

from zhiyin.kernel.contracts.evaluations import Feeling, Found, IntentExample
from zhiyin.modules.understanding.asking import (
    MOST_ENCODED,
    TOLD,
    Compare,
    Encode,
    Group,
    Known,
    Read,
)
from zhiyin.modules.understanding.entities.reading import entities
from zhiyin.modules.understanding.thinking.classes import Classes, learn_classes
from zhiyin.modules.understanding.thinking.comparing import compare, encode
from zhiyin.modules.understanding.thinking.grouping import group
from zhiyin.modules.understanding.thinking.intents import Intents, learn_intents
from zhiyin.modules.understanding.thinking.moods import NAMES, read, shipped_moods


class UnderstandingLab:
    """See `IntentLab`, `MoodLab` and `LikenessLab` in `kernel/contracts/evaluations`."""

    def __init__(self) -> None:
        self._intents: Intents | None = None
        self._classes: Classes | None = None
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

    def feeling(self, text: str) -> Feeling:
        """How it sounds, by all moods together, and the alarms that are told."""
        mood = read(Read([text])).moods[0]
        return Feeling(mood.sentiment, mood.angry >= TOLD, mood.urgent >= TOLD, mood.threat >= TOLD)

    def praise(self, text: str) -> float:
        """How likely the text is for something, of those that are for or against."""
        angry, unhappy, _, pleased = map(float, shipped_moods().likely([text])[0, : len(NAMES)])
        return pleased / max(pleased + unhappy + angry, 1e-9)

    def entities(self, text: str) -> list[Found]:
        """The named things in it."""
        return [Found(*one) for one in entities(text)]

    def learn_classes(self, examples: Sequence[tuple[str, str]]) -> None:
        """Learns which class such texts are filed under."""
        self._classes = learn_classes(examples)

    def class_of(self, text: str) -> dict[str, float]:
        """How likely each class is."""
        assert self._classes is not None, "learn_classes first"
        return self._classes.likely([text])[0]

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
