"""How value reaches a customer (补偿方式): what a module that can give something says of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text


@dataclass(frozen=True)
class PayoutOrder:
    """A payout that is to be paid now; `amount` in minor units. `key` is the same for every attempt
    at the same payout.
    """

    id: UUID
    key: str
    about: ObjectRef
    shop_id: UUID
    customer_id: UUID | None
    amount: int
    currency: str


@dataclass(frozen=True)
class PayoutKind:
    """One way. `pay` begins paying in the transaction that hears of it, once or more for the same
    key; without it people pay by hand and say so.
    """

    code: str
    name: Text
    pay: Callable[[WriteSession, PayoutOrder], Awaitable[None]] | None = None
