"""The knowledge base without a shop, for evaluations: the same index, ranking and learning."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.contracts.evaluations import AskedQuestion, BankQuestion, Pair, Reply
from zhiyin.modules.knowledge.ranking import PROMISED, ByHand, Ranker, describe_matches, rank
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Article, Asker, Wording
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.kin import learn_kinship
from zhiyin.modules.knowledge.thinking.learning import learn
from zhiyin.modules.knowledge.thinking.pairing import SameQuestion
from zhiyin.modules.knowledge.thinking.trying import Example
from zhiyin.modules.understanding.interface import shipped

_ANYBODY = Asker(0.0)


class KnowledgeLab:
    """See `kernel/contracts/evaluations`."""

    promised = PROMISED

    def __init__(self) -> None:
        self._reader = Reader()
        self._ids: dict[UUID, str] = {}
        self._numbers: dict[str, UUID] = {}
        self._index = Index.of((), self._reader, meanings=shipped())
        self._ranker: Ranker = ByHand()
        self._same: SameQuestion | None = None

    def stock(self, bank: Sequence[BankQuestion], asked: Sequence[AskedQuestion]) -> None:
        """Articles with a title each, what was asked as their wordings; then learns from it."""
        self._numbers = {one.id: UUID(int=place + 1) for place, one in enumerate(bank)}
        self._ids = {number: id_ for id_, number in self._numbers.items()}
        wordings: dict[str, list[Wording]] = {one.id: [Wording("title", one.text)] for one in bank}
        for one in asked:
            if one.id in wordings:
                wordings[one.id].append(Wording("wording", one.text))
        articles = [Article(self._numbers[id_], tuple(texts)) for id_, texts in wordings.items()]
        self._index = Index.of(articles, self._reader, meanings=shipped(), learn=learn_kinship)
        examples = [
            Example(one.text, self._numbers[one.id] if one.id is not None else None)
            for one in asked
            if one.id is None or one.id in self._numbers
        ]
        before = ByHand()
        lesson = learn(self._index, examples, before)
        self._ranker = lesson.learned if lesson is not None and lesson.is_better else before

    def ask(self, text: str) -> Reply:
        """As the search of the product."""
        ranked = rank(self._index, self._ranker, text, _ANYBODY)
        ids = [self._ids[one.match.article.id] for one in ranked]
        return Reply(ids, ranked[0].likely if ranked else 0.0, self._ranker.threshold)

    def choose(self, text: str, ids: Sequence[str]) -> list[str]:
        """By the same ranking, among these only."""
        matches = self._index.among(text, [self._numbers[id_] for id_ in ids])
        table = describe_matches(self._index, text, matches, self._ranker.differ)
        scores, _ = self._ranker.rank(table)
        order = sorted(range(len(matches)), key=lambda at: -float(scores[at]))
        return [self._ids[matches[at].article.id] for at in order]

    def learn_pairs(self, pairs: Sequence[Pair]) -> None:
        """Learns when two questions ask the same."""
        self._same = SameQuestion.learned(self._reader, pairs)

    def same(self, one: str, two: str) -> float:
        """How likely they ask the same."""
        assert self._same is not None, "learn_pairs first"
        return self._same(one, two)


def make() -> KnowledgeLab:
    """Named by the manifest."""
    return KnowledgeLab()
