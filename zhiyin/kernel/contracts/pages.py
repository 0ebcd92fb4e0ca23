"""Where objects stand for everybody to read: others link there without knowing the pages."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from zhiyin.kernel.db.sessions import ReadSession, WriteSession


@dataclass(frozen=True)
class PublicPages:
    """The public pages of a kind of object. `find` answers, for a shop, the whole addresses of
    those of these objects that anybody may read there; others have none.
    """

    kind: str
    find: Callable[
        [ReadSession | WriteSession, UUID, Sequence[UUID]], Awaitable[Mapping[UUID, str]]
    ]
