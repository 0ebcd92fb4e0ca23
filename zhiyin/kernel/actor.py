"""Who acts, and on what."""

from typing import Literal
from uuid import UUID

import msgspec

ActorKind = Literal["staff", "customer", "system"]


class ObjectRef(msgspec.Struct, frozen=True):
    """Names any object of any module, by kind and id."""

    kind: str
    id: UUID


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """Stands in audit and events. A bot skill is staff of kind bot, on behalf of a customer.

    `key` is the access key through which a program acts as a member of staff.
    """

    kind: ActorKind
    id: UUID | None = None
    on_behalf_of: UUID | None = None
    key: UUID | None = None


SYSTEM = Actor("system")
