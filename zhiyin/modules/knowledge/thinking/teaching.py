"""Learning in a process of its own: it takes a core and some hundred megabytes for a minute or
two, and search must not feel it.

Run as a program with a folder: reads `lesson.in` there, and writes `learned.npz` if what was
learned is better than weighing by hand, and not worse than what is in use on the questions the shop
tests its bot with. It says, and writes down, what came of it.
"""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from zhiyin.kernel.shares import by_chance
from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.ranking import Ranker, rank
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Asker
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.kin import learn_kinship
from zhiyin.modules.knowledge.thinking.learned import Learned
from zhiyin.modules.knowledge.thinking.learning import MOST_TEXTS, learn
from zhiyin.modules.knowledge.thinking.lessons import LEARNED, LESSON, TAUGHT, Lesson, Taught
from zhiyin.modules.knowledge.thinking.trying import Example
from zhiyin.modules.understanding.interface import shipped

# A loss on the test questions that chance would give less often than this is a real one.
LEAST_CHANCE = 0.05


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
