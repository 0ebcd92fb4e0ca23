"""What learning is given and what it says, between the inference process and the one that learns:
here nothing is imported that learns.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from zhiyin.modules.knowledge.retrieval.shapes import Article
from zhiyin.modules.knowledge.retrieval.vectors import Vectors
from zhiyin.modules.knowledge.thinking.trying import Example

# Fewer examples teach how those few were worded rather than what is meant: on 450 of them the trees
# were right more often on the like, and less often on what customers then asked.
FEWEST = 600
LESSON, LEARNED, TAUGHT = "lesson.in", "learned.npz", "taught.json"
PROGRAM = "zhiyin.modules.knowledge.thinking.teaching"


class Lesson(msgspec.Struct, frozen=True):
    """All that is learned from."""

    articles: list[Article]
    synonyms: list[list[str]]
    examples: list[Example]
    # What the shop tests its bot with: measured on, never learned from.
    tests: list[Example] = []
    # Vectors from outside: their model, the hashes of their texts, and themselves, one size each.
    model: str = ""
    keys: list[int] = []
    rows: bytes = b""

    @property
    def vectors(self) -> Vectors | None:
        """None where none are used."""
        if not self.keys:
            return None
        held = np.frombuffer(self.rows, np.int8).reshape(len(self.keys), -1)
        return Vectors(self.model, np.array(self.keys, np.uint64), held)

    def with_vectors(self, vectors: Vectors | None) -> "Lesson":
        """The same with these to learn from as well."""
        if vectors is None:
            return self
        return msgspec.structs.replace(
            self, model=vectors.signature, keys=vectors.keys.tolist(), rows=vectors.rows.tobytes()
        )


class Taught(msgspec.Struct, frozen=True):
    """What came of it; `used`: it was better than what we had, on what it had not seen. Of the
    shop's own test questions it lost so many against what was in use, and won so many.
    """

    used: bool
    given: int = 0
    examples: int = 0
    right: float = 0.0
    right_before: float = 0.0
    tests_lost: int = 0
    tests_won: int = 0
    # The model whose vectors took part.
    model: str = ""


def examples_of(articles: Sequence[Article], clicks: Sequence[Example]) -> list[Example]:
    """Every other wording of an article asks for it, and so does what it was opened for."""
    known = {article.id for article in articles}
    worded = [
        Example(wording.text, article.id)
        for article in articles
        for wording in article.wordings
        if wording.origin == "wording"
    ]
    return [*worded, *(one for one in clicks if one.article_id in known)]


async def teach(folder: Path, lesson: Lesson) -> Taught:
    """Learns in another process. Ended here, it is ended there."""
    await asyncio.to_thread(_write, folder, lesson)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        PROGRAM,
        str(folder),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    try:
        said, _ = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        raise RuntimeError(f"learning ended with {process.returncode}")
    return msgspec.json.decode(said, type=Taught)


def last_taught(folder: Path) -> Taught:
    """What came of it the last time."""
    try:
        return msgspec.json.decode((folder / TAUGHT).read_bytes(), type=Taught)
    except (OSError, msgspec.MsgspecError):
        return Taught(used=False)


def _write(folder: Path, lesson: Lesson) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / LESSON).write_bytes(msgspec.msgpack.encode(lesson))
