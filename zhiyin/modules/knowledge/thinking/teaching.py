"""Learning in a process of its own: it takes a core and some hundred megabytes for a minute or
two, and search must not feel it.

Run as a program with a folder: reads `lesson.in` there, and writes `learned.npz` if what was
learned is better than weighing by hand. It says, and writes down, what came of it.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from zhiyin.modules.knowledge.ranking import ByHand
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Article
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.learning import learn
from zhiyin.modules.knowledge.thinking.trying import Example
from zhiyin.modules.understanding.interface import shipped

LESSON, LEARNED, TAUGHT = "lesson.in", "learned.npz", "taught.json"


class Lesson(msgspec.Struct, frozen=True):
    """All that is learned from."""

    articles: list[Article]
    synonyms: list[list[str]]
    examples: list[Example]


class Taught(msgspec.Struct, frozen=True):
    """What came of it; `used`: it was better than what we had, on what it had not seen."""

    used: bool
    given: int = 0
    examples: int = 0
    right: float = 0.0
    right_before: float = 0.0


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
        __name__,
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


def main() -> None:
    """The other process."""
    os.nice(10)
    folder = Path(sys.argv[1])
    path = folder / LESSON
    lesson = msgspec.msgpack.decode(path.read_bytes(), type=Lesson)
    path.unlink()
    index = Index.of(lesson.articles, Reader(lesson.synonyms), meanings=shipped())
    found = learn(index, lesson.examples, ByHand())
    taught = Taught(used=False, given=len(lesson.examples))
    if found is not None:
        taught = Taught(
            found.is_better, taught.given, found.examples, found.right, found.right_before
        )
        if found.is_better:
            found.learned.save(folder / LEARNED)
    (folder / TAUGHT).write_bytes(msgspec.json.encode(taught))
    sys.stdout.buffer.write(msgspec.json.encode(taught))


if __name__ == "__main__":
    main()
