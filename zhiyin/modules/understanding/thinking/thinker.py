"""Understanding's part of the inference process: what it can be asked about texts."""

import asyncio
from collections.abc import Mapping
from typing import Any

from zhiyin.kernel.house import House
from zhiyin.kernel.thinking.contract import Answering, Call, ThinkerState
from zhiyin.modules.understanding.asking import COMPARE, ENCODE, FIND, GROUP, READ
from zhiyin.modules.understanding.encoder import shipped
from zhiyin.modules.understanding.thinking.comparing import compare, encode
from zhiyin.modules.understanding.thinking.finding import find
from zhiyin.modules.understanding.thinking.grouping import group
from zhiyin.modules.understanding.thinking.moods import read, shipped_moods


class UnderstandingThinker:
    """Holds nothing of a shop, so there is nothing to follow."""

    def __init__(self) -> None:
        self._ready = False
        self.answers: Mapping[Call[Any, Any], Answering] = {
            GROUP: group,
            READ: read,
            FIND: find,
            ENCODE: encode,
            COMPARE: compare,
        }

    def state(self) -> ThinkerState:
        """It answers as soon as the encoder is there."""
        holds = {"intents": len(shipped().intents)} if self._ready else {}
        return ThinkerState("understanding", self._ready, holds)

    async def run(self) -> None:
        """Loads what it thinks with, and stays."""
        await asyncio.to_thread(shipped)
        await asyncio.to_thread(shipped_moods)
        self._ready = True


def make(house: House) -> UnderstandingThinker:
    """Named by the manifest."""
    return UnderstandingThinker()
