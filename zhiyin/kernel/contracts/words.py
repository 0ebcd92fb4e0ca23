"""What a module says of words that staff are about to say to a customer (用语检查)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhiyin.kernel.auth.access import Access


@dataclass(frozen=True)
class Spoken:
    """Words and where they go: into a conversation, or into a reply that is kept for a shop.

    `anyway`: whoever says them was asked and wants to.
    """

    text: str
    shop_id: UUID | None
    conversation_id: UUID | None = None
    anyway: bool = False


@dataclass(frozen=True)
class WordsCheck:
    """`check` raises a `ProblemError` where words must not go out; it gets the house and who
    speaks. `allows` says it of words that a machine has made, where nobody can be asked.
    """

    name: str
    check: Callable[[Any, Access, Spoken], Awaitable[None]]
    allows: Callable[[Any, Spoken], Awaitable[bool]]
