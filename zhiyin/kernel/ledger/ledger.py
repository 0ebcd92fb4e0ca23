"""The ledger: writes that arrive while a commit runs are gathered and committed together.

It knows no message: a module supplies the statement. A caller is answered only after the commit,
so what was acknowledged is durable. Items whose rows another transaction holds come back as
`AGAIN` and go into the next batch, so one slow transaction never stalls the others.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AGAIN: Final = object()

# Later attempts wait a little, so that a long transaction elsewhere is not asked in a tight loop.
_BACK_OFF = 0.005
_MAX_ATTEMPTS = 1000


class LedgerBusyError(Exception):
    """The row stayed locked for too long, or the database is away; nothing was written."""


class _Entry(Generic[T, R]):
    __slots__ = ("attempts", "done", "item")

    def __init__(self, item: T, done: "asyncio.Future[R]") -> None:
        self.item = item
        self.done = done
        self.attempts = 0


class Ledger(Generic[T, R]):
    """Gathers items and writes them in batches.

    `write` commits a batch and answers one result per item, in order: a result, an exception
    (that item alone is refused), or `AGAIN` (its row was locked, try with the next batch).
    """

    def __init__(
        self,
        write: Callable[[Sequence[T]], Awaitable[Sequence[R | Exception | object]]],
        *,
        limit: int = 500,
    ) -> None:
        self._write = write
        self._limit = limit
        self._queue: list[_Entry[T, R]] = []
        self._task: asyncio.Task[None] | None = None

    def submit(self, item: T) -> "asyncio.Future[R]":
        """A future that is done once `item` is committed or refused."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._queue.append(_Entry(item, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return future

    @property
    def waiting(self) -> int:
        """How many items wait for the next batch."""
        return len(self._queue)

    async def _run(self) -> None:
        while self._queue:
            batch, self._queue = self._queue[: self._limit], self._queue[self._limit :]
            try:
                results = await self._write([entry.item for entry in batch])
            except Exception as error:
                for entry in batch:
                    if not entry.done.done():
                        entry.done.set_exception(error)
                continue
            if self._settle(batch, results):
                await asyncio.sleep(_BACK_OFF)

    def _settle(
        self, batch: Sequence[_Entry[T, R]], results: Sequence[R | Exception | object]
    ) -> bool:
        """Hands out the results; answers whether only locked rows are left to try."""
        again: list[_Entry[T, R]] = []
        for entry, result in zip(batch, results, strict=True):
            if entry.done.done():
                continue
            if result is AGAIN:
                entry.attempts += 1
                if entry.attempts < _MAX_ATTEMPTS:
                    again.append(entry)
                else:
                    entry.done.set_exception(LedgerBusyError())
            elif isinstance(result, Exception):
                entry.done.set_exception(result)
            else:
                entry.done.set_result(result)  # type: ignore[arg-type]
        only_locked = bool(again) and not self._queue
        self._queue = again + self._queue
        return only_locked
