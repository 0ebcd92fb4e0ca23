"""The side that asks: one connection a process, any number of questions on it at once."""

import asyncio
import contextlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from zhiyin.kernel.thinking.contract import Answer, Call, Question, ThinkingUnavailable
from zhiyin.kernel.thinking.wire import (
    Answered,
    Asked,
    address,
    greet,
    read_frame,
    socket_path,
    write_frame,
)

# After a failure nobody knocks again for this long: callers without an answer must not wait.
PAUSE = 0.5


@dataclass
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    waiting: dict[int, asyncio.Future[Answered]] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(1))
    listening: asyncio.Task[None] | None = None

    async def listen(self) -> None:
        """Hands every answer to who waits for it, until the other side is gone."""
        try:
            while True:
                answer = msgspec.msgpack.decode(await read_frame(self.reader), type=Answered)
                future = self.waiting.pop(answer.number, None)
                if future is not None and not future.done():
                    future.set_result(answer)
        except (OSError, EOFError, ThinkingUnavailable, msgspec.MsgspecError):
            pass
        finally:
            self.writer.close()
            for future in self.waiting.values():
                if not future.done():
                    future.set_exception(ThinkingUnavailable("inference went away"))
            self.waiting.clear()

    @property
    def is_open(self) -> bool:
        """Whether answers still arrive."""
        return self.listening is not None and not self.listening.done()


class Thinking:
    """Asks the inference process. Whatever goes wrong there is `ThinkingUnavailable` here."""

    def __init__(self, data_dir: Path, url: str | None, secret: bytes) -> None:
        self._data_dir = data_dir
        self._url = url
        self._secret = secret
        self._connection: _Connection | None = None
        self._connecting = asyncio.Lock()
        self._not_before = 0.0
        # Whoever may switch off all thinking; everything goes on without it.
        self.allowed: list[Callable[[], bool]] = []

    @property
    def is_allowed(self) -> bool:
        """Whether anything may be asked at all just now."""
        return all(allowed() for allowed in self.allowed)

    async def ask(
        self, call: Call[Question, Answer], question: Question, *, within: float
    ) -> Answer:
        """The answer, or `ThinkingUnavailable` after `within` seconds at the latest."""
        if not self.is_allowed:
            raise ThinkingUnavailable("switched off")
        try:
            async with asyncio.timeout(within):
                answered = await self._ask(call.name, question, within)
        except (TimeoutError, OSError, EOFError, msgspec.MsgspecError) as error:
            raise ThinkingUnavailable(str(error) or "no answer in time") from error
        if answered.refused:
            raise ThinkingUnavailable(answered.refused)
        try:
            return msgspec.msgpack.decode(answered.body, type=call.answer)
        except msgspec.MsgspecError as error:  # another version of the product answers
            raise ThinkingUnavailable(str(error)) from error

    async def close(self) -> None:
        """Hangs up."""
        if self._connection is not None and self._connection.listening is not None:
            self._connection.listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._connection.listening
            self._connection = None

    async def _ask(self, name: str, question: msgspec.Struct, within: float) -> Answered:
        connection = await self._connected()
        number = next(connection.numbers)
        future: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        connection.waiting[number] = future
        try:
            body = msgspec.Raw(msgspec.msgpack.encode(question))
            message = msgspec.msgpack.encode(Asked(number, name, within, body))
            write_frame(connection.writer, message)
            return await future
        finally:
            connection.waiting.pop(number, None)

    async def _connected(self) -> _Connection:
        if self._connection is not None and self._connection.is_open:
            return self._connection
        async with self._connecting:
            if self._connection is not None and self._connection.is_open:
                return self._connection
            loop = asyncio.get_running_loop()
            if loop.time() < self._not_before:
                raise ThinkingUnavailable("inference does not answer")
            self._not_before = loop.time() + PAUSE
            self._connection = await self._connect()
            self._not_before = 0.0
            return self._connection

    async def _connect(self) -> _Connection:
        if self._url is None:
            reader, writer = await asyncio.open_unix_connection(socket_path(self._data_dir))
        else:
            reader, writer = await asyncio.open_connection(*address(self._url))
        try:
            await greet(reader, writer, self._secret, b"asks")
        except BaseException:
            writer.close()
            raise
        connection = _Connection(reader, writer)
        connection.listening = asyncio.create_task(connection.listen())
        return connection
