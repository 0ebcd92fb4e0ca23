"""The knowledge base without a shop, for evaluations: the same index, ranking and learning."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.contracts.evaluations import AskedQuestion, BankQuestion, Embed, Pair, Reply
from zhiyin.kernel.thinking.memory import give_back, hold_little
from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.ranking import (
    PROMISED,
    Ranker,
    describe_matches,
    rank_however_typed,
    vectors_of,
)
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Article, Asker, Wording
from zhiyin.modules.knowledge.retrieval.vectors import Near, Vectors, key_of
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.common import common_spelling
from zhiyin.modules.knowledge.thinking.kin import learn_kinship
from zhiyin.modules.knowledge.thinking.learning import MOST_TEXTS, learn
from zhiyin.modules.knowledge.thinking.pairing import SameQuestion
from zhiyin.modules.knowledge.thinking.trying import Example
from zhiyin.modules.understanding.interface import shipped

_ANYBODY = Asker(0.0)
# All vectors of a laboratory come from one.
MODEL = "lab"


class KnowledgeLab:
    """See `kernel/contracts/evaluations`."""

    promised = PROMISED

    def __init__(self) -> None:
        hold_little()
        # What is learned from is looked at again and again.
        self._reader = Reader(remembered=MOST_TEXTS)
        self._ids: dict[UUID, str] = {}
        self._numbers: dict[str, UUID] = {}
        self._index = Index.of((), self._reader, meanings=shipped())
        self._ranker: Ranker = ByHand()
        self._same: SameQuestion | None = None
        self._embed: Embed | None = None

    def use_vectors(self, embed: Embed) -> None:
        """See `kernel/contracts/evaluations`."""
        self._embed = embed

    def stock(self, bank: Sequence[BankQuestion], asked: Sequence[AskedQuestion]) -> None:
        """Articles with a title each, what was asked as their wordings; then learns from it."""
        self._numbers = {one.id: UUID(int=place + 1) for place, one in enumerate(bank)}
        self._ids = {number: id_ for id_, number in self._numbers.items()}
        wordings: dict[str, list[Wording]] = {one.id: [Wording("title", one.text)] for one in bank}
        for one in asked:
            if one.id in wordings:
                wordings[one.id].append(Wording("wording", one.text))
        articles = [Article(self._numbers[id_], tuple(texts)) for id_, texts in wordings.items()]
        self._index = Index.of(
            articles,
            self._reader,
            meanings=shipped(),
            learn=learn_kinship,
            spelling=common_spelling(),
        )
        self._lay_vectors([one.text for texts in wordings.values() for one in texts])
        examples = [
            Example(one.text, self._numbers[one.id] if one.id is not None else None)
            for one in asked
            if one.id is None or one.id in self._numbers
        ]
        before = ByHand()
        lesson = learn(self._index, examples, before)
        self._ranker = lesson.learned if lesson is not None and lesson.is_better else before
        del examples, articles, wordings
        give_back()

    def _lay_vectors(self, texts: Sequence[str]) -> None:
        if self._embed is not None:
            once = list(dict.fromkeys(texts))
            found = self._embed(once)
            self._index.lay(Vectors.of(MODEL, [key_of(one) for one in once], found))

    def _near(self, text: str) -> Near | None:
        if self._embed is None:
            return None
        (vector,) = self._embed([text])
        return self._index.near(vector, MODEL)

    def ask(self, text: str) -> Reply:
        """As the search of the product."""
        near = self._near(text)
        ranked = rank_however_typed(self._index, self._ranker, text, _ANYBODY, near)
        ids = [self._ids[one.match.article.id] for one in ranked]
        threshold = self._ranker.threshold if near is None else self._ranker.threshold_told
        return Reply(ids, ranked[0].likely if ranked else 0.0, threshold)

    def choose(self, text: str, ids: Sequence[str]) -> list[str]:
        """By the same ranking, among these only."""
        numbers = [self._numbers[id_] for id_ in ids]
        matches = self._index.among(text, numbers, self._near(text))
        table = describe_matches(self._index, text, matches, self._ranker.differ)
        scores, _ = self._ranker.rank(table, vectors_of(matches))
        order = sorted(range(len(matches)), key=lambda at: -float(scores[at]))
        return [self._ids[matches[at].article.id] for at in order]

    def learn_pairs(self, pairs: Sequence[Pair]) -> None:
        """Learns when two questions ask the same."""
        self._same = SameQuestion.learned(self._reader, pairs, self._embed)

    def same(self, one: str, two: str) -> float:
        """How likely they ask the same."""
        assert self._same is not None, "learn_pairs first"
        return self._same(one, two)


def make() -> KnowledgeLab:
    """Named by the manifest."""
    return KnowledgeLab()
