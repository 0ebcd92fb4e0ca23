"""Understanding without a shop, for evaluations."""

from collections.abc import Sequence

from zhiyin.kernel.contracts.evaluations import IntentExample
from zhiyin.modules.understanding.thinking.intents import Intents, learn_intents


class UnderstandingLab:
    """See `IntentLab` in `kernel/contracts/evaluations`."""

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


def make() -> UnderstandingLab:
    """Named by the manifest."""
    return UnderstandingLab()
