"""Shapes of translations."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from zhiyin.kernel.contracts.translators import Tongue
from zhiyin.kernel.http.shapes import Shape

# As long as a message may be.
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]
MessageKey = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class TranslationState(Shape):
    """Whether a conversation can be translated (`ready`), for whom: the language the caller reads,
    and the one the customer writes; null while they have written none that we know.
    """

    ready: bool
    mine: Tongue
    theirs: Tongue | None
    languages: list[Tongue]


class TranslationsIn(Shape):
    """The messages that are on screen."""

    numbers: list[int] = Field(max_length=100)


class TranslationOut(Shape):
    """A message that is written in another language than the caller's.

    `written`: it is no translation, but what the agent wrote, of which the message is one.
    `problem`: why there is no text.
    """

    number: int
    language: Tongue
    text: str | None
    written: bool = False
    problem: Literal["unavailable", "untrusted"] | None = None


class TranslationsOut(Shape):
    """Those of the messages asked for that are written in another language."""

    items: list[TranslationOut]


class TranslateIn(Shape):
    """What an agent has written, and the language of the customer."""

    text: Words
    into: Tongue


class TranslatedOut(Shape):
    """It in that language."""

    text: str


class WrittenIn(Shape):
    """What an agent wrote in their own language, and the key its translation is sent with."""

    key: MessageKey
    text: Words
    language: Tongue
