"""The load of `bench chat`, in a process of its own: visitors who write, agents who listen."""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from zhiyin.entry.bench.wire import Wire, dial

WORDS = "您好，我上周五下的单，物流一直停在杭州，什么时候能到？"
RECONNECT = 0.05
# What a killed process had committed and acknowledged, but not yet pushed, was at most this old.
UNDER_WAY = 0.5


class Told(msgspec.Struct):
    """What we read of a frame."""

    type: str = ""
    key: str | None = None
    message: Any = None
    messages: list[Any] = []
    retry: bool = False


_decode = msgspec.json.Decoder(list[Told] | Told).decode


def frames(raw: bytes) -> list[Told]:
    """Frames come alone or several together."""
    told = _decode(raw)
    return told if isinstance(told, list) else [told]


@dataclass
class Count:
    """What the load saw."""

    sent: dict[str, float] = field(default_factory=dict)
    acked: dict[str, tuple[str, int]] = field(default_factory=dict)
    ack_seconds: list[float] = field(default_factory=list)
    delivered_seconds: list[float] = field(default_factory=list)
    delivered: set[str] = field(default_factory=set)
    acked_at: dict[str, float] = field(default_factory=dict)
    # When agents' sockets were gone: from, until.
    away: list[tuple[float, float]] = field(default_factory=list)
    refused: int = 0
    order: dict[int, list[str]] = field(default_factory=dict)

    # The newest message heard of each conversation.
    newest: dict[str, int] = field(default_factory=dict)

    def is_read_again(self, key: str) -> bool:
        """Whether the console reads what was not pushed by itself: it does so when its socket was
        gone, and when it hears of a later message of the conversation.
        """
        conversation, number = self.acked[key]
        return number < self.newest.get(conversation, 0) or any(
            self.sent[key] < until and self.acked_at[key] > since - UNDER_WAY
            for since, until in self.away
        )


class Visitor:
    """Writes one message after another, the next when the last is acknowledged."""

    def __init__(
        self, number: int, port: int, origin: str, token: str, count: Count, pause: float
    ) -> None:
        self.number, self.port, self.token, self.count = number, port, token, count
        self.origin = origin
        self.pause = pause
        self.wire: Wire | None = None
        self.key = ""
        self.serial = 0
        self.writing = False
        self.ready = asyncio.Event()
        self.stopped = False
        self.ended = asyncio.Event()

    async def connect(self) -> None:
        """Says hello; the same again whenever the socket was lost."""
        self.ready.clear()
        origin = f"Origin: {self.origin}\r\n"
        while not self.stopped:
            try:
                self.wire = await dial(
                    self.port, "/api/live/visitor", self.heard, self.lost, origin
                )
            except OSError:
                await asyncio.sleep(RECONNECT)
                continue
            self.wire.send(msgspec.json.encode({"type": "hello", "token": self.token}))
            await self.ready.wait()
            return

    def lost(self) -> None:
        """The server went away: come back and say the unacknowledged again."""
        if not self.stopped:
            self.again = asyncio.ensure_future(self._come_back())

    async def _come_back(self) -> None:
        await asyncio.sleep(RECONNECT)
        await self.connect()
        if self.key:
            self._write()

    def heard(self, raw: bytes) -> None:
        """Frames of the server."""
        for told in frames(raw):
            if told.type == "state":
                self.ready.set()
            elif told.type == "ack" and told.key == self.key:
                self._acked(told)
            elif told.type == "refused":
                self.count.refused += 1
                if told.retry:
                    asyncio.get_running_loop().call_later(0.1, self._write)
                else:
                    self.key = ""
                    self.ended.set()

    def _acked(self, told: Told) -> None:
        moment = time.perf_counter()
        self.count.ack_seconds.append(moment - self.count.sent[self.key])
        message = told.message
        self.count.acked[self.key] = (message["conversation_id"], message["number"])
        self.count.acked_at[self.key] = moment
        self.key = ""
        if not self.writing:
            self.ended.set()
        elif self.pause:
            asyncio.get_running_loop().call_later(self.pause, self.write)
        else:
            self.write()

    def write(self) -> None:
        """The next message."""
        if not self.writing:
            self.ended.set()
            return
        self.serial += 1
        self.key = f"v{self.number:05d}-{self.serial:08d}"
        self.count.order.setdefault(self.number, []).append(self.key)
        self.count.sent[self.key] = time.perf_counter()
        self._write()

    def _write(self) -> None:
        if self.key and self.wire is not None:
            text = f"{WORDS}{self.serial}"
            self.wire.send(
                msgspec.json.encode({"type": "post", "key": self.key, "kind": "text", "text": text})
            )


class Listener:
    """An agent's socket."""

    def __init__(self, port: int, cookie: str, count: Count) -> None:
        self.port, self.cookie, self.count = port, cookie, count
        self.stopped = False
        self.lost_at: float | None = None

    async def connect(self) -> None:
        """Signs in by cookie; comes back when the server does."""
        while not self.stopped:
            try:
                cookie = f"Cookie: zhiyin_session={self.cookie}\r\n"
                await dial(self.port, "/api/live/staff", self.heard, self.lost, cookie)
            except OSError:
                await asyncio.sleep(RECONNECT)
                continue
            if self.lost_at is not None:
                self.count.away.append((self.lost_at, time.perf_counter()))
            return

    def lost(self) -> None:
        """The server went away."""
        self.lost_at = time.perf_counter()
        if not self.stopped:
            self.again = asyncio.ensure_future(self.connect())

    def heard(self, raw: bytes) -> None:
        """Every message of a customer counts once."""
        moment = time.perf_counter()
        for told in frames(raw):
            for message in told.messages:
                key, conversation = message["client_key"], message["conversation_id"]
                heard = self.count.newest.get(conversation, 0)
                self.count.newest[conversation] = max(heard, message["number"])
                if key in self.count.sent and key not in self.count.delivered:
                    self.count.delivered.add(key)
                    self.count.delivered_seconds.append(moment - self.count.sent[key])


async def play(order: dict[str, Any]) -> dict[str, Any]:
    """Connects everybody, writes for the time given, waits for the last acknowledgements."""
    count = Count()
    ports: list[int] = order["ports"]
    listeners = [
        Listener(ports[-1 - i % len(ports)], cookie, count)
        for i, cookie in enumerate(order["cookies"])
    ]
    await asyncio.gather(*(one.connect() for one in listeners))
    visitors = [
        Visitor(
            order["base"] + i,
            ports[i % len(ports)],
            order["origin"],
            token,
            count,
            order.get("pause", 0.0),
        )
        for i, token in enumerate(order["tokens"])
    ]
    for start in range(0, len(visitors), 100):
        await asyncio.gather(*(one.connect() for one in visitors[start : start + 100]))
    begun = time.perf_counter()
    spread = order.get("pause", 0.0) / max(1, len(visitors))
    for one in visitors:
        one.writing = True
        one.write()
        if spread:
            await asyncio.sleep(spread)
    await asyncio.sleep(order["seconds"])
    lasted = time.perf_counter() - begun
    acked = len(count.acked)
    for one in visitors:
        one.writing = False
    await asyncio.wait_for(
        asyncio.gather(*(one.ended.wait() for one in visitors)), order.get("patience", 60)
    )
    await asyncio.sleep(order.get("settle", 1.0))
    for one in visitors:
        one.stopped = True
    for listener in listeners:
        listener.stopped = True
    unseen = set(count.acked) - count.delivered
    return {
        "seconds": lasted,
        "acked": acked,
        "acked_keys": count.acked,
        "order": count.order,
        "ack_seconds": count.ack_seconds,
        "delivered_seconds": count.delivered_seconds,
        "undelivered": sum(not count.is_read_again(key) for key in unseen),
        "read_again": sum(count.is_read_again(key) for key in unseen),
        "refused": count.refused,
    }


def main() -> None:
    """Reads the order from the input, writes the result to the file it names."""
    order = json.load(sys.stdin)
    Path(order["answer"]).write_text(json.dumps(uvloop.run(play(order))), encoding="utf-8")


if __name__ == "__main__":
    main()
