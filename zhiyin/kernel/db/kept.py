"""What a process keeps of the database for a few seconds, so that busy paths need not ask."""

import math
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

from zhiyin.kernel.db.dry_run import current_dry_run
from zhiyin.kernel.db.sessions import ReadSession, WriteSession

T = TypeVar("T")

_FORGOTTEN = "kept.forgotten"


class Kept:
    """Values by name and key. Other processes see a change when theirs have grown too old."""

    def __init__(self) -> None:
        self._values: dict[str, dict[Hashable, tuple[float, Any]]] = {}
        self._changes: dict[str, int] = {}

    async def get(
        self,
        session: ReadSession | WriteSession,
        name: str,
        seconds: float,
        read: Callable[[], Awaitable[T]],
        key: Hashable = None,
    ) -> T:
        """The kept value if it is younger than `seconds`, else what `read` finds."""
        changing = name in session.info.get(_FORGOTTEN, ())
        known = self._values.get(name, {}).get(key)
        if known is not None and not changing and time.monotonic() - known[0] < seconds:
            value: T = known[1]
            return value
        begun, changes = time.monotonic(), self._changes.get(name, 0)
        value = await read()
        # What was read while somebody changed it may be the state before; what a dry run sees will
        # never have been.
        settled = not changing and current_dry_run() is None
        if settled and self._changes.get(name, 0) == changes:
            self._values.setdefault(name, {})[key] = (begun, value)
        return value

    def peek(self, name: str, key: Hashable = None) -> Any | None:
        """The value as it was read last, however old; `None` if it never was."""
        known = self._values.get(name, {}).get(key)
        return known[1] if known is not None else None

    def forget(self, session: WriteSession, name: str) -> None:
        """Has everything of this name read anew: here at once, elsewhere after the commit.

        Before it, somebody else would only read and keep the old state again.
        """
        session.info.setdefault(_FORGOTTEN, set()).add(name)

    def committed(self, session: WriteSession) -> None:
        """What a transaction has changed is too old from now on; a peek still sees the last."""
        for name in session.info.pop(_FORGOTTEN, ()):
            self._changes[name] = self._changes.get(name, 0) + 1
            for key, (_, value) in self._values.get(name, {}).items():
                self._values[name][key] = (-math.inf, value)
