"""The load of `bench idle`: thousands of silent sockets, and some who talk beside them."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import psutil
import uvloop

from zhiyin.entry.bench.chat_load import play
from zhiyin.entry.bench.open_load import Newcomer


async def sit(order: dict[str, Any]) -> dict[str, Any]:
    """Connects the silent ones, weighs the server, then lets the others talk."""
    silent = [Newcomer(token) for token in order["idle_tokens"]]
    port = order["ports"][0]
    for start in range(0, len(silent), 50):
        await asyncio.gather(*(one.connect(port) for one in silent[start : start + 50]))
    await asyncio.sleep(3)
    pss = psutil.Process(order["pid"]).memory_full_info().pss
    return {**await play(order), "pss": pss}


def main() -> None:
    """Reads the order from the input, writes the result to the file it names."""
    order = json.load(sys.stdin)
    Path(order["answer"]).write_text(json.dumps(uvloop.run(sit(order))), encoding="utf-8")


if __name__ == "__main__":
    main()
