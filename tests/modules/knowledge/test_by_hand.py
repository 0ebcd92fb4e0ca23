"""What weighing by hand looks at: how much an article says of a question, and what both want."""

import math
from uuid import UUID

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.ranking import BESIDE, COLUMN, NAMES, learnable, rank
from zhiyin.modules.knowledge.retrieval.counting import Held
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Article, Asker, Match, Wording
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.understanding.interface import shipped

ANYBODY = Asker(0.0)
TEA = UUID(int=1)


def article(number: int, *texts: str) -> Article:
    origins = ["title", *["wording"] * len(texts)]
    return Article(UUID(int=number), tuple(map(Wording, origins, texts)))


def indexed(*articles: Article) -> Index:
    return Index.of(articles, Reader(), meanings=shipped())


def found(index: Index, query: str, number: int = 1) -> Match:
    return next(
        one for one in index.find(query, ANYBODY, 25, meant=12) if one.article.id.int == number
    )


@given(st.lists(st.sets(st.integers(0, 5)), min_size=1, max_size=8), st.data())
def test_a_token_counts_once_for_whoever_owns_its_rows(
    texts: list[set[int]], data: st.DataObject
) -> None:
    # Given texts of a few owners, some of them hidden, and tokens with their weights
    owners = np.array(sorted(data.draw(st.integers(0, 2)) for _ in texts), np.int32)
    seen = np.array([data.draw(st.booleans()) for _ in texts])
    weights = np.array([0.5, 1.0, 2.0, 3.0, 4.0, 5.0], np.float32)
    postings = [[row for row, text in enumerate(texts) if token in text] for token in range(6)]
    starts = np.cumsum([0, *map(len, postings)]).astype(np.int32)
    rows = np.array([row for held in postings for row in held], np.int32)
    # Then each owner has the share that the tokens of its seen rows have of all
    held = Held.of(starts, rows, np.arange(6, dtype=np.int32), weights, len(texts))
    said = [
        {token for row, text in enumerate(texts) if seen[row] and owners[row] == owner
         for token in text}
        for owner in range(3)
    ]  # fmt: skip
    shares = [float(weights[sorted(tokens)].sum()) / float(weights.sum()) for tokens in said]
    assert np.allclose(held.without(list(np.flatnonzero(~seen))).by_owner(owners, 3), shares)


def test_what_an_article_says_in_several_texts_counts_together() -> None:
    index = indexed(article(1, "紫砂壶怎么清洗", "茶垢用小苏打可以吗"), article(2, "紫砂壶多少钱"))
    query = "紫砂壶的茶垢用小苏打清洗可以吗"
    whole, part = (found(index, query, number).covered for number in (1, 2))
    assert whole > 0.7 > part > 0
    # What is hidden says nothing
    (hidden,) = (
        one for one in index.find(query, ANYBODY, 25, hidden=[1], meant=12)
        if one.article.id == TEA
    )  # fmt: skip
    assert hidden.covered < whole


def test_of_two_that_share_as_much_the_one_that_wants_the_same_is_likelier() -> None:
    index = indexed(article(1, "发票怎么开"), article(2, "能给我换张桌子吗"))
    query = "能给我开张发票吗"
    same, other = (found(index, query, number).wanted for number in (1, 2))
    assert same > 0.8 > 2 * other
    first = rank(index, ByHand(), query, ANYBODY)[0]
    assert first.match.article.id == TEA


def test_what_is_wanted_in_words_nobody_knows_is_guessed_and_what_nobody_says_is_unlikely() -> None:
    known = [article(1, "how do I return it", "return it"), article(2, "when will it come")]
    index = Index.of(known, Reader())
    assert math.isnan(found(index, "do I return it how").wanted)
    first = rank(index, ByHand(), "do I return it how", ANYBODY)[0]
    assert first.match.article.id == TEA
    assert first.likely > ByHand.threshold
    drums = rank(
        indexed(article(1, "怎么开发票"), article(2, "新壶要煮吗")), ByHand(), "咚咚锵锵", ANYBODY
    )
    assert all(one.likely < 0.1 for one in drums)


def test_to_be_ahead_of_few_means_little() -> None:
    pots = article(1, "紫砂壶第一次怎么开壶", "新壶要怎么养")
    few = indexed(pots, article(2, "怎么退货"))
    many = indexed(pots, *(article(at, f"第{at}号茶叶能退货吗") for at in range(2, 40)))
    query = "旧紫砂壶能不能回收"
    alone, ahead = (rank(one, ByHand(), query, ANYBODY)[0] for one in (few, many))
    assert alone.match.article.id == ahead.match.article.id == TEA
    assert alone.likely < ByHand.threshold


def test_in_a_small_shop_what_belongs_elsewhere_is_not_near_and_what_belongs_is() -> None:
    # Given a shop of three articles
    few = indexed(
        article(1, "发票怎么开", "能开专票吗"),
        article(2, "快递几天能到", "多久发货"),
        article(3, "怎么退货", "东西不想要了可以退吗"),
    )

    def likely(query: str) -> float:
        return rank(few, ByHand(), query, ANYBODY)[0].likely

    # When it is asked what other shops are asked, then that is not even near (12 % by default)
    for elsewhere in (
        "客服几点上班", "衣服尺码怎么选", "怎么绑定手机号", "账号密码忘了怎么办",
    ):  # fmt: skip
        assert likely(elsewhere) < 0.12, elsewhere
    # And what belongs to it still is
    for here in ("给我开张专用发票", "几天能收到", "不喜欢能退吗"):
        assert likely(here) > 0.12, here


def test_what_is_learned_looks_at_nothing_that_is_weighed_by_hand_alone() -> None:
    table = np.ones((2, len(COLUMN)), np.float32)
    assert learnable(table).shape == (2, len(NAMES))
    assert not set(BESIDE) & set(NAMES)
