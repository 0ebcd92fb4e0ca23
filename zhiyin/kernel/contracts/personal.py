"""What a module does with a customer's personal data: erase it, hand it out, join two files.

Every table that holds personal data says so in its `info`, and is named by exactly one
`PersonalData`; a test names those that are not.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.files.store import StoredFile
from zhiyin.kernel.i18n.text import Text


class KnownAs(msgspec.Struct, frozen=True):
    """One way a customer was known: phone, email, user, visitor; in the clear."""

    kind: str
    value: str


Identities = Sequence[KnownAs]


def values_of(identities: Identities, kind: str) -> list[str]:
    """The values of one kind."""
    return sorted({one.value for one in identities if one.kind == kind})


@dataclass(frozen=True)
class ExportPart:
    """A table of the export: rows of plain values, the columns' titles, and files beside it."""

    title: Text
    columns: dict[str, Text]
    rows: list[dict[str, Any]]
    files: list[StoredFile] = field(default_factory=list)


Erase = Callable[[WriteSession, UUID, Identities], Awaitable[bool]]
Export = Callable[[ReadSession, UUID, Identities], Awaitable[list[ExportPart]]]
Merge = Callable[[WriteSession, UUID, UUID], Awaitable[None]]
KnownFurther = Callable[[ReadSession | WriteSession, UUID], Awaitable[list[KnownAs]]]


async def nothing_further(session: ReadSession | WriteSession, customer_id: UUID) -> list[KnownAs]:
    """For modules that know a customer only by the customer file."""
    return []


@dataclass(frozen=True)
class PersonalData:
    """One module's handlers.

    `erase` does a short piece in the caller's transaction and answers whether there is more; it is
    called again, also after a crash, until there is none. `merge(session, from_id, into_id)` runs
    in one transaction that holds both customers' rows. `known_as` adds ways a customer is known
    that stand in no customer file.
    """

    name: str
    title: Text
    tables: tuple[str, ...]
    erase: Erase
    export: Export
    merge: Merge
    known_as: KnownFurther = nothing_further
