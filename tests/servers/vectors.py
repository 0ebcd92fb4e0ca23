"""Vectors as an embedding endpoint gives them, well or in every wrong way: hashed pairs of
characters, with a table of what means the same, so that texts without a common word can be near.
"""

import json
import math
from dataclasses import dataclass, field
from typing import Any, Literal
from zlib import crc32

VECTOR_MODEL = "bean-1"
OTHER_MODEL = "bean-2"
SIZE = 256
VectorMode = Literal[
    "well", "server_error", "limited", "hangs", "page", "too_few", "empty", "other_size", "ragged",
    "nothing", "endless", "text",
]  # fmt: skip


@dataclass
class Vectors:
    """What is answered. `same` are words that stand for one another."""

    mode: VectorMode = "well"
    same: dict[str, str] = field(default_factory=dict)
    # The models it knows, and of how many numbers their vectors are.
    models: dict[str, int] = field(default_factory=lambda: {VECTOR_MODEL: SIZE, OTHER_MODEL: 384})
    # More texts are refused.
    at_once: int = 1000
    bodies: list[dict[str, Any]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """Everything that was sent."""
        return [text for body in self.bodies for text in body["input"]]

    def vector(self, text: str, size: int) -> list[float]:
        """Where a text points."""
        for word, other in self.same.items():
            text = text.replace(word, other)
        text = text.casefold()
        sums = [0.0] * size
        for gram in (*text, *(text[at : at + 2] for at in range(len(text) - 1))):
            number = crc32(gram.encode())
            sums[number % size] += 1.0 if number & 4096 else -1.0
        length = math.sqrt(sum(one * one for one in sums)) or 1.0
        return [one / length for one in sums]

    def answer(self, body: dict[str, Any]) -> tuple[int, str]:
        """The status and the words of an answer."""
        texts: list[str] = body["input"]
        size = body.get("dimensions") or self.models[body["model"]]
        if self.mode in ("server_error", "limited"):
            return {"server_error": 500, "limited": 429}[self.mode], "{}"
        if self.mode == "page":
            return 200, "<html>Welcome to the router</html>"
        if self.mode == "text":
            return 200, json.dumps({"data": [{"embedding": "no numbers"}] * len(texts)})
        rows = [self.vector(one, size) for one in texts]
        if self.mode == "nothing":
            rows = [[0.0] * size for _ in rows]
        if self.mode == "other_size":
            rows = [row[: size // 2] for row in rows]
        if self.mode == "ragged":
            rows = [*rows[:-1], rows[-1][:-1], rows[-1]]
        if self.mode == "endless":
            rows = [[*row, "1e999"] for row in rows]
        data = [{"index": at, "embedding": row} for at, row in enumerate(rows)]
        if self.mode == "too_few":
            data = data[:-1]
        if self.mode == "empty":
            data = [{"index": one["index"], "embedding": []} for one in data]
        words = json.dumps({"data": list(reversed(data)), "usage": {"total_tokens": 7}})
        return 200, words.replace('"1e999"', "1e999")

    def settings(self, address: str, key: str, **more: Any) -> dict[str, Any]:
        """How it is set up in the console."""
        return {"address": address, "key": key, "model": VECTOR_MODEL, "on": True, **more}
