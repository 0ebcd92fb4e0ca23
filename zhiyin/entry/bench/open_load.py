"""The load of `bench open`: each visitor writes first words and waits for somebody."""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from zhiyin.entry.bench.cpu import cpu_between, cpu_seconds
from zhiyin.entry.bench.wire import Wire, dial

PATIENCE = 60.0
WORDS = "您好，在吗"


class Told(msgspec.Struct):
    """What we read of a frame."""

    type: str = ""
    conversation: Any = None


_decode = msgspec.json.Decoder(list[Told] | Told).decode


class Newcomer:
    """A visitor whose widget is open already."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.ready, self.assigned = asyncio.Event(), asyncio.Event()
        self.wire: Wire | None = None

    async def connect(self, port: int) -> None:
        """Opens the socket and says hello."""
        origin = f"Origin: http://127.0.0.1:{port}\r\n"
        self.wire = await dial(port, "/api/live/visitor", self.heard, extra=origin)
        self.wire.send(msgspec.json.encode({"type": "hello", "token": self.token}))
        await self.ready.wait()

    def heard(self, raw: bytes) -> None:
        """Frames of the server."""
        told = _decode(raw)
        for frame in told if isinstance(told, list) else [told]:
            if frame.type == "state":
                self.ready.set()
            elif frame.conversation and frame.conversation["agent"]:
                self.assigned.set()

    async def open(self) -> float:
        """First words; answers the seconds until somebody has them."""
        begun = time.perf_counter()
        body = {"type": "post", "key": f"open-{self.token[:24]}", "kind": "text", "text": WORDS}
        assert self.wire is not None
        self.wire.send(msgspec.json.encode(body))
        await asyncio.wait_for(self.assigned.wait(), PATIENCE)
        return time.perf_counter() - begun


async def play(order: dict[str, Any]) -> dict[str, Any]:
    """Everybody's widget is open; some write at once."""
    newcomers = [Newcomer(token) for token in order["tokens"]]
    for start in range(0, len(newcomers), 50):
        await asyncio.gather(*(one.connect(order["port"]) for one in newcomers[start : start + 50]))
    waiting, seconds = list(newcomers), list[float]()

    async def write() -> None:
        while waiting:
            seconds.append(await waiting.pop().open())

    spent = cpu_seconds(order["processes"])
    begun = time.perf_counter()
    await asyncio.gather(*(write() for _ in range(order["at_once"])))
    return {
        "per_s": len(seconds) / (time.perf_counter() - begun),
        "seconds": seconds,
        "cpu_ms": cpu_between(spent, cpu_seconds(order["processes"]), len(seconds)),
    }


def main() -> None:
    """Reads the order from the input, writes the result to the file it names."""
    order = json.load(sys.stdin)
    Path(order["answer"]).write_text(json.dumps(uvloop.run(play(order))), encoding="utf-8")


if __name__ == "__main__":
    main()
