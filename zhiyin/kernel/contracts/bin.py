"""What a module says of a kind of thing that rests in the bin when it is deleted."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.db.base import WithBin
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text

Touch = Callable[[WriteSession, Any], Awaitable[None]]


async def nothing(session: WriteSession, row: Any) -> None:
    """Nothing else moves with the row."""


def anyone(access: Access, row: Any) -> bool:
    """Who holds the kind's permission may bring any row back."""
    return True


@dataclass(frozen=True)
class BinKind:
    """One kind. `name` labels a row for people; `restored` mends what changed while the row was
    away; `purging` takes along what belongs to the row alone, before it goes for good; `may_touch`
    says whose row it is, where the permission alone does not.
    """

    kind: str
    title: Text
    permission: Permission
    model: type[WithBin]
    name: Callable[[Any], dict[str, str]]
    restored: Touch = nothing
    purging: Touch = nothing
    may_touch: Callable[[Access, Any], bool] = anyone
