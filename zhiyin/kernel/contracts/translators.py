"""Who can translate what is said in a conversation (翻译): one a module."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

# Languages that are told apart and offered, by their codes.
Tongue = Literal[
    "zh", "en", "ja", "ko", "ru", "ar", "th", "fr", "de", "es", "pt", "it", "vi", "id"
]  # fmt: skip


class TranslationUnavailableError(Exception):
    """Nothing can be translated just now: the original stands."""


@dataclass(frozen=True)
class Passages:
    """Texts of one conversation, and the language they are wanted in.

    `names` are hidden before anything leaves; the ids say for whom it was asked.
    """

    texts: Sequence[str]
    into: Tongue
    names: Sequence[str]
    conversation_id: UUID
    customer_id: UUID


@dataclass(frozen=True)
class Translator:
    """`ready` says whether it is set up; it gets the house. `translate` answers a text for each
    passage, `None` where its own work cannot be trusted, and raises
    `TranslationUnavailableError`; it hides personal data and keeps to a time limit by itself.
    """

    name: str
    ready: Callable[[Any], Awaitable[bool]]
    translate: Callable[[Any, Passages], Awaitable[list[str | None]]]
