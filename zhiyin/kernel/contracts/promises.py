"""What a module says of a kind of object about which times are promised (承诺时限)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Text


@dataclass(frozen=True)
class PromisedTime:
    """A promise by the kind of its clock. `seconds` is what holds where no policy fits, nothing
    where that is `None`; `pauses`: it may rest while somebody else is waited for.
    """

    kind: str
    title: Text
    seconds: int | None = None
    pauses: bool = False


@dataclass(frozen=True)
class PromiseFact:
    """A fact by which policies choose, with what it may be; without choices it is any word."""

    field: str
    title: Text
    choices: Callable[[ReadSession], Awaitable[Mapping[str, Text]]] | None = None


@dataclass(frozen=True)
class Promised:
    """A kind of object with promises of its own, its policies apart from all others'.

    `actions` names what a broken promise can do, `usual` what it does where no policy fits.
    """

    about: str
    title: Text
    times: tuple[PromisedTime, ...]
    facts: tuple[PromiseFact, ...]
    actions: tuple[str, ...]
    usual: tuple[str, ...]
