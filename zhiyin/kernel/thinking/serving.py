"""The side that thinks: takes questions, answers each in turn, says how it stands."""

import asyncio
import contextlib
import inspect
import os
import stat
import time
from collections.abc import AsyncIterator, Awaitable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import psutil
import structlog

from zhiyin.kernel.thinking.contract import (
    Answering,
    Call,
    Thinker,
    ThinkerState,
    ThinkingUnavailable,
)
from zhiyin.kernel.thinking.wire import (
    Answered,
    Asked,
    address,
    greet,
    read_frame,
    socket_path,
    write_frame,
)

log = structlog.get_logger(__name__)

MEGABYTE = 1024 * 1024
GREETING_SECONDS = 5.0


class HowAreYou(msgspec.Struct, frozen=True):
    """Asks the process how it stands."""


class State(msgspec.Struct, frozen=True):
    """The process and its thinkers; `lag_s` is the age of the oldest event it still owes."""

    pid: int
    memory_mb: float
    lag_s: float
    thinkers: list[ThinkerState]


def _make_room(path: Path) -> None:
    """A folder for the socket that only we may enter, without the socket of who was here before."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    status = path.parent.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise RuntimeError(f"{path.parent} belongs to somebody else. Remove it and start again.")
    path.parent.chmod(0o700)
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


STATE = Call("thinking.state", HowAreYou, State)


@dataclass
class Server:
    """Answers the questions of other processes; one at a time, in the order they came."""

    thinkers: Sequence[Thinker]
    secret: bytes
    lag_s: float = 0.0
    _answers: dict[str, tuple[Call[Any, Any], Answering]] = field(default_factory=dict)
    _thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="thinking")
    )
    _talks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Gathers what can be asked."""
        for thinker in self.thinkers:
            self._answers.update({call.name: (call, do) for call, do in thinker.answers.items()})

    @asynccontextmanager
    async def listening(self, data_dir: Path, url: str | None) -> AsyncIterator[None]:
        """Listens while the block runs: in the data folder, or on the port of this address."""
        if url is None:
            path = socket_path(data_dir)
            _make_room(path)
            server = await asyncio.start_unix_server(self._talk, path)
        else:
            # Every address of this machine: the name in the URL is how others reach it.
            server = await asyncio.start_server(self._talk, None, address(url)[1])
        try:
            yield
        finally:
            server.close()
            for talk in list(self._talks):
                talk.cancel()
            await asyncio.gather(*self._talks, return_exceptions=True)
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        answering: set[asyncio.Task[None]] = set()
        try:
            async with asyncio.timeout(GREETING_SECONDS):
                await greet(reader, writer, self.secret, b"thinks")
            while True:
                asked = msgspec.msgpack.decode(await read_frame(reader), type=Asked)
                one = asyncio.create_task(self._answer(asked, writer))
                answering.add(one)
                one.add_done_callback(answering.discard)
        except (OSError, EOFError, ThinkingUnavailable, msgspec.MsgspecError):
            pass  # hung up, or not one of us
        except asyncio.CancelledError:
            pass  # by us, in the end: the loop would log it as a fault of a callback
        finally:
            for one in answering:
                one.cancel()
            writer.close()
            self._talks.discard(task)

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        try:
            body = msgspec.Raw(msgspec.msgpack.encode(await self._think(asked)))
            answered = Answered(asked.number, body)
        except ThinkingUnavailable as error:
            answered = Answered(asked.number, refused=str(error) or "not ready")
        except Exception as error:
            log.exception("thinking_failed", call=asked.call)
            answered = Answered(asked.number, refused=type(error).__name__)
        write_frame(writer, msgspec.msgpack.encode(answered))

    async def _think(self, asked: Asked) -> msgspec.Struct:
        if asked.call == STATE.name:
            return self.state()
        if asked.call not in self._answers:
            raise ThinkingUnavailable(f"{asked.call} is not known here")
        call, answering = self._answers[asked.call]
        question = msgspec.msgpack.decode(asked.body, type=call.question)
        if inspect.iscoroutinefunction(answering):
            return await _within(answering(question), asked.within)
        due = time.monotonic() + asked.within

        def think() -> Any:
            # Whoever asked has gone on without us; do not let the next ones wait for it.
            if time.monotonic() > due:
                raise ThinkingUnavailable("too late")
            return answering(question)

        answer: msgspec.Struct = await asyncio.get_running_loop().run_in_executor(
            self._thread, think
        )
        return answer

    def state(self) -> State:
        """How it stands now."""
        process = psutil.Process()
        return State(
            process.pid, process.memory_info().rss / MEGABYTE, self.lag_s,
            [thinker.state() for thinker in self.thinkers],
        )  # fmt: skip


async def _within(work: Awaitable[msgspec.Struct], seconds: float) -> msgspec.Struct:
    """Whoever asked has gone on without us after that time; so do we."""
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError as error:
        raise ThinkingUnavailable("too late") from error
