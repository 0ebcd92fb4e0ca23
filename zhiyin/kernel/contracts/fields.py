"""What a module says of a kind of object that takes custom fields (自定义字段的对象)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import PLAIN, FieldType
from zhiyin.kernel.i18n.text import Text


@dataclass(frozen=True)
class FieldHost:
    """A kind of object with custom fields; its module keeps the values.

    `used` answers whether any object has a value of this field. `closing`: it is closed by hand,
    and fields can be asked for then. `personal`: the permission that shows fields marked as
    personal, where the kind can keep those encrypted.
    """

    kind: str
    title: Text
    used: Callable[[WriteSession, str], Awaitable[bool]]
    closing: bool = False
    personal: Permission | None = None
    # Which types its fields may have.
    types: tuple[FieldType, ...] = PLAIN


@dataclass(frozen=True)
class OfferedFact:
    """Something about customers that conditions can ask for, with what can be chosen from."""

    field: str
    title: dict[str, str]
    choices: Mapping[str, dict[str, str]] | None = None


Facts = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class CustomerFacts:
    """Facts about customers that people have made up themselves, all named `prefix…`.

    Entry rules and scopes of incidents ask for those they name: `facts` answers them for many
    customers in one read.
    """

    prefix: str
    offered: Callable[[ReadSession | WriteSession], Awaitable[Sequence[OfferedFact]]]
    facts: Callable[
        [ReadSession | WriteSession, Sequence[UUID], Sequence[str]], Awaitable[Mapping[UUID, Facts]]
    ] = field(repr=False)
