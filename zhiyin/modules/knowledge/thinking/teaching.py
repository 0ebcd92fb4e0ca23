"""Learning in a process of its own: it takes a core and some hundred megabytes for a minute or
two, and search must not feel it.

Run as a program with a folder: reads `lesson.in` there, and writes `learned.npz` if what was
learned is better than weighing by hand, and not worse than what is in use on the questions the shop
tests its bot with. It says, and writes down, what came of it.
"""

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from zhiyin.kernel.shares import by_chance
from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.ranking import Ranker, rank
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Article, Asker
from zhiyin.modules.knowledge.retrieval.vectors import Vectors
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.kin import learn_kinship
from zhiyin.modules.knowledge.thinking.learned import Learned
from zhiyin.modules.knowledge.thinking.learning import MOST_TEXTS, learn
from zhiyin.modules.knowledge.thinking.trying import Example
from zhiyin.modules.understanding.interface import shipped

# A loss on the test questions that chance would give less often than this is a real one.
LEAST_CHANCE = 0.05
LESSON, LEARNED, TAUGHT = "lesson.in", "learned.npz", "taught.json"


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


def compare_on_tests(
    index: Index, tests: Sequence[Example], before: Ranker, after: Ranker
) -> tuple[int, int]:
    """How many test questions come out right with one ranking and not with the other: those that
    `after` loses, and those it wins.
    """
    known = [one for one in tests if one.article_id is None or index.holds(one.article_id)]
    was, becomes = ([_is_right(index, ranker, one) for one in known] for ranker in (before, after))
    pairs = list(zip(was, becomes, strict=True))
    return pairs.count((True, False)), pairs.count((False, True))


def _is_right(index: Index, ranker: Ranker, test: Example) -> bool:
    """The right article stands first; or none is answered with, where nothing answers."""
    ranked = rank(index, ranker, test.query, Asker(time.time(), customers_only=True, level=""))
    if test.article_id is None:
        return not ranked or ranked[0].likely < ranker.threshold
    return bool(ranked) and ranked[0].match.article.id == test.article_id


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
    reader = Reader(lesson.synonyms, remembered=MOST_TEXTS)
    index = Index.of(lesson.articles, reader, meanings=shipped(), learn=learn_kinship)
    index.lay(lesson.vectors)
    found = learn(index, lesson.examples, ByHand())
    taught = Taught(used=False, given=len(lesson.examples), model=lesson.model)
    if found is not None:
        in_use = Learned.load(folder / LEARNED) or ByHand()
        lost, won = compare_on_tests(index, lesson.tests, in_use, found.learned)
        used = found.is_better and by_chance(lost, won) >= LEAST_CHANCE
        taught = Taught(
            used, taught.given, found.examples, found.right, found.right_before, lost, won,
            lesson.model,
        )  # fmt: skip
        if used:
            found.learned.save(folder / LEARNED)
    (folder / TAUGHT).write_bytes(msgspec.json.encode(taught))
    sys.stdout.buffer.write(msgspec.json.encode(taught))


if __name__ == "__main__":
    main()
