"""Template variables (变量): what a prepared text may leave open, filled when it is used.

A text says `{客户称呼}` or `{customer_name}`; modules contribute what stands there.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Language, Text


@dataclass(frozen=True)
class Scene:
    """Where a text is about to be used: who writes, to whom, from which shop, in what language."""

    writer: Access
    conversation_id: UUID
    customer_id: UUID
    shop_id: UUID
    language: Language


@dataclass(frozen=True)
class Variable:
    """One variable. Both names are understood in every text; they hold no spaces or braces."""

    name: Text
    description: Text


Values = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class VariableSource:
    """A module's variables. `fill` answers one mapping a scene, by English name; what is left out
    or empty is shown as missing and never sent as braces unasked.
    """

    name: str
    variables: tuple[Variable, ...]
    fill: Callable[[ReadSession, Sequence[Scene]], Awaitable[Values]]
