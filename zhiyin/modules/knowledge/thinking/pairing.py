"""Whether two questions ask the same, learned from pairs that people have judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from zhiyin.kernel.contracts.evaluations import Embed, Pair
from zhiyin.modules.knowledge.comparing import PAIR, Comparison
from zhiyin.modules.knowledge.differences import Differences, judged_numbers
from zhiyin.modules.knowledge.retrieval.segment import Weights, build
from zhiyin.modules.knowledge.retrieval.shapes import Article, Floats, Wording
from zhiyin.modules.knowledge.retrieval_text import Reader, Reading
from zhiyin.modules.knowledge.thinking.learned import Booster, train_pairs
from zhiyin.modules.knowledge.thinking.weighing import weigh_differences
from zhiyin.modules.understanding.interface import shipped

PARTS = 5
# So many signs are rarely seen that they must be held back.
RIDGE = 12.0
# So many judge, each grown by other chances; their mean errs less.
TREES = 5
_DIFFER = PAIR.index("differ")
_NOBODY = UUID(int=0)


def _numbers(one: Reading, two: Reading, weights: Weights) -> list[float]:
    """What the pair has in common, the same whichever stands first."""
    there = Comparison(one, weights.of).with_(two)
    back = Comparison(two, weights.of).with_(one)
    lower = [min(pair) for pair in zip(there, back, strict=True)]
    upper = [max(pair) for pair in zip(there, back, strict=True)]
    return lower + upper


def _meant(pairs: Sequence[Pair]) -> Floats:
    """How near the two of each pair come by what they mean, and by what they want."""
    encoder = shipped()
    ones = encoder.encode([pair.one for pair in pairs])
    twos = encoder.encode([pair.two for pair in pairs])
    wants = encoder.wishes(ones) * encoder.wishes(twos)
    return np.column_stack([(ones * twos).sum(axis=1), wants.sum(axis=1)])


@dataclass(frozen=True)
class SameQuestion:
    """Answers how likely two questions ask the same."""

    reader: Reader
    weights: Weights
    differences: Differences
    trees: Sequence[Booster]
    embed: Embed | None = None

    @classmethod
    def learned(
        cls, reader: Reader, pairs: Sequence[Pair], embed: Embed | None = None
    ) -> "SameQuestion":
        """Learns from judged pairs, with vectors from outside if there are some."""
        texts = dict.fromkeys(text for pair in pairs for text in (pair.one, pair.two))
        article = Article(id=_NOBODY, wordings=tuple(Wording("title", text) for text in texts))
        _, weights = build((article,), reader)
        read = [(reader.read(pair.one), reader.read(pair.two)) for pair in pairs]
        same = np.array([float(pair.same) for pair in pairs])
        table = np.array([_numbers(one, two, weights) for one, two in read], np.float32)
        signs = [judged_numbers(one, two) for one, two in read]
        parts = np.arange(len(pairs)) % PARTS
        for part in range(PARTS):
            others = np.flatnonzero(parts != part)
            differences = weigh_differences([signs[at] for at in others], same[others], ridge=RIDGE)
            for at in np.flatnonzero(parts == part):
                table[at, _DIFFER] = differences.of(signs[at])
        differences = weigh_differences(signs, same, ridge=RIDGE)
        table = np.column_stack([table, _meant(pairs)])
        if embed is not None:
            near = [alike(embed, pair.one, pair.two) for pair in pairs]
            table = np.column_stack([table, np.array(near, np.float32)])
        trees = [train_pairs(table, same, seed) for seed in range(1, TREES + 1)]
        return cls(reader, weights, differences, trees, embed)

    def __call__(self, one: str, two: str) -> float:
        """How likely, from 0 to 1; the order of the two does not matter."""
        first, second = self.reader.read(one), self.reader.read(two)
        row = np.array([_numbers(first, second, self.weights)], np.float32)
        row[0, _DIFFER] = self.differences.of(judged_numbers(first, second))
        row = np.column_stack([row, _meant([Pair(one, two, 0)])])
        if self.embed is not None:
            near = np.array([[alike(self.embed, one, two)]], np.float32)
            row = np.column_stack([row, near])
        return float(np.mean([trees.inplace_predict(row)[0] for trees in self.trees]))


def alike(embed: Embed, one: str, two: str) -> float:
    """The cosine of two texts' vectors."""
    first, second = (np.frombuffer(row, np.int8).astype(np.float32) for row in embed([one, two]))
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))
