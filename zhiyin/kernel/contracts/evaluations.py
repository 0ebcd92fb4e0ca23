"""What evaluations drive in place of a running shop: what a module thinks with, and no database."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

# A vector for each text, in bytes as they are kept.
Embed = Callable[[Sequence[str]], list[bytes]]


class BankQuestion(NamedTuple):
    """A standard question (标准问) under its own id."""

    id: str
    text: str


class AskedQuestion(NamedTuple):
    """What a customer asked, and which standard question answers it; none when nothing does."""

    text: str
    id: str | None


class Reply(NamedTuple):
    """Standard questions, best first; how likely the first one answers, and from which likelihood
    on the bot would say so by itself.
    """

    ids: list[str]
    likely: float
    threshold: float


class Pair(NamedTuple):
    """Two questions; 1 when they ask the same."""

    one: str
    two: str
    same: int


class IntentExample(NamedTuple):
    """What a customer wrote, and what was wanted; none when it is nothing the shop knows. The
    wider subject says what the intent is about, where examples are filed by that, too.
    """

    text: str
    intent: str | None
    subject: str | None = None


class IntentLab(Protocol):
    """Understanding without a shop."""

    def learn_intents(
        self, examples: Sequence[IntentExample], unseen: Sequence[IntentExample]
    ) -> None:
        """Learns from the examples; thresholds are chosen on the unseen ones."""
        ...

    def intent(self, text: str) -> str | None:
        """What the text wants; none, if nothing that is known."""
        ...

    def group(self, texts: Sequence[str]) -> list[int]:
        """For each text the number of the group that asks the same."""
        ...


class Feeling(NamedTuple):
    """How a text sounds: negative, neutral or positive, and what it is beside that."""

    sentiment: str
    angry: bool
    urgent: bool
    threat: bool


class Found(NamedTuple):
    """A named thing in a text."""

    type: str
    start: int
    end: int
    value: str


class EntityLab(Protocol):
    """Which named things stand in a text, without a shop."""

    def entities(self, text: str) -> list[Found]:
        """Those that are found, from the beginning of the text."""
        ...


class ClassLab(Protocol):
    """What texts are filed under, without a shop."""

    def learn_classes(self, examples: Sequence[tuple[str, str]]) -> None:
        """Learns from texts and their classes."""
        ...

    def class_of(self, text: str) -> dict[str, float]:
        """How likely each class is."""
        ...


class MoodLab(Protocol):
    """How somebody feels, without a shop."""

    def mood(self, text: str) -> tuple[str, float]:
        """The likeliest mood (angry, unhappy, neutral, pleased), and how likely it is."""
        ...

    def feeling(self, text: str) -> Feeling:
        """The same as evaluations of emotion speak of it."""
        ...

    def praise(self, text: str) -> float:
        """How much likelier it is for than against something; 0.5 is even."""
        ...


class LikenessLab(Protocol):
    """Which texts are like one, without a shop."""

    def keep(self, texts: Sequence[str]) -> None:
        """Keeps texts to be found again."""
        ...

    def nearest(self, text: str) -> list[tuple[int, float]]:
        """Places of kept texts that are like this one, and how like (0 to 1)."""
        ...


class Lab(Protocol):
    """A knowledge base without a shop."""

    # How often the bot promises to be right where it answers by itself.
    promised: float

    def use_vectors(self, embed: Embed) -> None:
        """From now on texts have these vectors as well."""
        ...

    def stock(self, bank: Sequence[BankQuestion], asked: Sequence[AskedQuestion]) -> None:
        """Fills it: what was asked are wordings, and what there is to learn from."""
        ...

    def ask(self, text: str) -> Reply:
        """Answers as the bot would."""
        ...

    def choose(self, text: str, ids: Sequence[str]) -> list[str]:
        """Puts these standard questions in order."""
        ...

    def learn_pairs(self, pairs: Sequence[Pair]) -> None:
        """Learns when two questions ask the same."""
        ...

    def same(self, one: str, two: str) -> float:
        """How likely they ask the same."""
        ...


class TrainingError(Exception):
    """Learning cannot begin or was not kept; the message says what to do."""
