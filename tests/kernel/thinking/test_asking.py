"""Questions to another process: answered, timed, refused, and asked again after it came back."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from zhiyin.entry.bench.stand import free_port
from zhiyin.kernel.thinking import asking
from zhiyin.kernel.thinking.asking import Thinking
from zhiyin.kernel.thinking.contract import (
    Answering,
    Call,
    ThinkerState,
    ThinkingUnavailable,
)
from zhiyin.kernel.thinking.serving import STATE, HowAreYou, Server
from zhiyin.kernel.thinking.wire import address, socket_path

SECRET = b"of one key ring"


class Number(msgspec.Struct, frozen=True):
    value: int


class Words(msgspec.Struct, frozen=True):
    value: str


DOUBLE = Call("test.double", Number, Number)
WAIT = Call("test.wait", Number, Number)
BREAK = Call("test.break", Number, Number)
NOT_READY = Call("test.not_ready", Number, Number)


class Adder:
    """Thinks of numbers; `going` holds back what waits."""

    def __init__(self) -> None:
        self.going = threading.Event()
        self.asked = threading.Event()
        self.waited = 0
        self.answers: Mapping[Call[Any, Any], Answering] = {
            DOUBLE: lambda asked: Number(asked.value * 2),
            WAIT: self.wait,
            BREAK: self.stumble,
            NOT_READY: self.refuse,
        }

    def wait(self, asked: Number) -> Number:
        self.waited += 1
        self.asked.set()
        assert self.going.wait(30)
        return asked

    def stumble(self, asked: Number) -> Number:
        raise ValueError("a fault of the thinker")

    def refuse(self, asked: Number) -> Number:
        raise ThinkingUnavailable("still reading")

    def state(self) -> ThinkerState:
        return ThinkerState("adder", ready=True, holds={"numbers": 3})

    async def run(self) -> None:
        await asyncio.Event().wait()


@asynccontextmanager
async def serving(
    folder: Path, adder: Adder, url: str | None = None, secret: bytes = SECRET
) -> AsyncIterator[None]:
    async with Server([adder], secret).listening(folder, url):
        yield


@asynccontextmanager
async def client(
    folder: Path, url: str | None = None, secret: bytes = SECRET
) -> AsyncIterator[Thinking]:
    thinking = Thinking(folder, url, secret)
    try:
        yield thinking
    finally:
        await thinking.close()


@pytest.fixture
def adder() -> Adder:
    return Adder()


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAUSE", 0.0)


async def test_questions_asked_at_once_each_get_their_own_answer(
    tmp_path: Path, adder: Adder
) -> None:
    async with serving(tmp_path, adder), client(tmp_path) as thinking:
        asked = [thinking.ask(DOUBLE, Number(n), within=30) for n in range(50)]
        answers = await asyncio.gather(*asked)
    assert [one.value for one in answers] == [2 * n for n in range(50)]


async def test_nobody_there_is_said_at_once(tmp_path: Path) -> None:
    async with client(tmp_path) as thinking:
        with pytest.raises(ThinkingUnavailable):
            await thinking.ask(DOUBLE, Number(1), within=30)


async def test_a_slow_answer_is_not_waited_for_and_those_behind_it_are_not_thought_of(
    tmp_path: Path, adder: Adder
) -> None:
    async with serving(tmp_path, adder), client(tmp_path) as thinking:
        for _ in range(3):
            with pytest.raises(ThinkingUnavailable):
                await thinking.ask(WAIT, Number(1), within=0.1)
        adder.going.set()
        # The two that waited behind the first were given up, so nobody thinks of them.
        answer = await thinking.ask(DOUBLE, Number(4), within=30)
        assert (answer.value, adder.waited) == (8, 1)


async def test_a_fault_and_a_refusal_leave_the_connection_whole(
    tmp_path: Path, adder: Adder
) -> None:
    async with serving(tmp_path, adder), client(tmp_path) as thinking:
        with pytest.raises(ThinkingUnavailable, match="ValueError"):
            await thinking.ask(BREAK, Number(1), within=30)
        with pytest.raises(ThinkingUnavailable, match="still reading"):
            await thinking.ask(NOT_READY, Number(1), within=30)
        with pytest.raises(ThinkingUnavailable, match="not known"):
            await thinking.ask(Call("test.other", Number, Number), Number(1), within=30)
        assert (await thinking.ask(DOUBLE, Number(1), within=30)).value == 2


async def test_an_answer_of_another_shape_is_no_answer(tmp_path: Path, adder: Adder) -> None:
    async with serving(tmp_path, adder), client(tmp_path) as thinking:
        with pytest.raises(ThinkingUnavailable):
            await thinking.ask(Call("test.double", Number, Words), Number(1), within=30)


async def test_after_it_came_back_questions_are_answered_again(
    tmp_path: Path, adder: Adder
) -> None:
    async with client(tmp_path) as thinking:
        async with serving(tmp_path, adder):
            waiting = asyncio.create_task(thinking.ask(WAIT, Number(1), within=30))
            assert await asyncio.to_thread(adder.asked.wait, 30)
        with pytest.raises(ThinkingUnavailable):
            await waiting
        adder.going.set()
        # The socket of the one before is still in its place, as after a kill.
        socket_path(tmp_path).touch()
        async with serving(tmp_path, adder):
            assert (await thinking.ask(DOUBLE, Number(2), within=30)).value == 4


async def test_between_machines_only_holders_of_the_key_ring_are_heard(
    tmp_path: Path, adder: Adder
) -> None:
    url = f"tcp://127.0.0.1:{free_port()}"
    async with serving(tmp_path, adder, url):
        async with client(tmp_path, url) as thinking:
            assert (await thinking.ask(DOUBLE, Number(2), within=30)).value == 4
        async with client(tmp_path, url, b"of another") as stranger:
            with pytest.raises(ThinkingUnavailable):
                await stranger.ask(DOUBLE, Number(2), within=30)


async def test_a_stranger_that_speaks_nonsense_is_hung_up_on(tmp_path: Path, adder: Adder) -> None:
    async with serving(tmp_path, adder), client(tmp_path) as thinking:
        reader, writer = await asyncio.open_unix_connection(socket_path(tmp_path))
        writer.write(b"\xff\xff\xff\xff" + b"GET / HTTP/1.1\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            while await reader.read(1024):
                pass
        writer.close()
        assert (await thinking.ask(DOUBLE, Number(2), within=30)).value == 4


async def test_the_process_says_how_it_stands(tmp_path: Path, adder: Adder) -> None:
    async with serving(tmp_path, adder), client(tmp_path) as thinking:
        state = await thinking.ask(STATE, HowAreYou(), within=30)
    assert state.thinkers == [adder.state()]
    assert state.memory_mb > 1


async def test_only_its_owner_may_enter_the_folder_of_the_socket(
    tmp_path: Path, adder: Adder
) -> None:
    deep = tmp_path / ("d" * 90)
    for folder in (tmp_path, deep):
        async with serving(folder, adder):
            path = socket_path(folder)
            assert path.parent.stat().st_mode & 0o077 == 0
            assert len(bytes(path)) < 107


@pytest.mark.parametrize("url", ["http://host:1", "tcp://host", "host:8610", "tcp://:1"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="tcp://host:port"):
        address(url)
