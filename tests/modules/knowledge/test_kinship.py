"""What is learned of all wordings of a shop together."""

import math
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.entry.demo.articles import read_articles
from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.ranking import rank
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Article, Asker, Wording
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.kin import RIDGE, learn_kinship, solve
from zhiyin.modules.understanding.interface import shipped

ANYBODY = Asker(0.0)
# Shop talk in general would take each for another article; the shop's own wordings know better.
ASKED = {
    "茶饼表面有一层白霜还能喝吗": "普洱茶饼上有白色的东西是发霉吗",
    "茶杯里的茶渍用什么能洗掉": "杯子上的茶垢怎么洗",
    "误点确认收货会影响退货吗": "不小心点了确认收货还能售后吗",
    "普洱生茶和熟茶哪个好": "生普和熟普有什么区别",
    "第一次喝茶推荐买哪一款": "不懂茶第一次先买哪款",
}


@pytest.fixture(scope="module")
def index() -> Index:
    texts = [
        (one.title, (one.title, *one.wordings)) for one in read_articles() if one.for_customers
    ]
    articles = [
        Article(UUID(int=place + 1), tuple(Wording("wording" if at else "title", text)
                                           for at, text in enumerate(known)))
        for place, (_, known) in enumerate(texts)
    ]  # fmt: skip
    return Index.of(articles, Reader(), meanings=shipped(), learn=learn_kinship)


def first(index: Index, query: str) -> str:
    return rank(index, ByHand(), query, ANYBODY)[0].match.article.wordings[0].text


def test_a_question_is_put_to_the_article_that_all_texts_point_to(index: Index) -> None:
    assert {query: first(index, query) for query in ASKED} == ASKED
    for query, title in ASKED.items():
        found = index.find(query, ANYBODY, 25, meant=12)
        nearest = max(found, key=lambda one: one.kin)
        assert nearest.article.wordings[0].text == title
    assert all(math.isnan(one.kin) for one in index.unlearned().find(query, ANYBODY, 25))


def test_what_was_learned_outlives_a_change_and_is_guessed_of_what_is_new(index: Index) -> None:
    query, title = next(iter(ASKED.items()))
    old = next(one for one in index.articles() if one.wordings[0].text == title)
    changed = Article(old.id, (*old.wordings, Wording("wording", "茶饼起了白毛")))
    new = Article(UUID(int=9000), (Wording("title", "茶饼能当枕头吗"),))
    assert index.is_settled
    other = index.with_([changed, new])
    assert not other.is_settled
    kin = {one.article.id: one.kin for one in other.find(query, ANYBODY, 25)}
    before = {one.article.id: one.kin for one in index.find(query, ANYBODY, 25)}
    assert kin[old.id] == pytest.approx(before[old.id])
    assert math.isnan(kin[new.id])
    assert first(other, query) == title
    assert first(other, "茶饼能当枕头不") == "茶饼能当枕头吗"


def test_changed_articles_keep_their_own_however_they_stand(index: Index) -> None:
    moved = index.with_(list(index.articles())[::-1])
    for query in ASKED:
        kept, was = (one.find(query, ANYBODY, 0, meant=3) for one in (moved, index))
        assert [one.article.id for one in kept] == [one.article.id for one in was]


def test_articles_of_two_shops_take_nothing_from_each_other() -> None:
    titles = ["怎么申请退货", "几天发货", "怎么开发票"]

    def shop(number: int) -> list[Article]:
        return [
            Article(UUID(int=number * 100 + place),
                    (Wording("title", title), Wording("wording", f"请问{title}")),
                    shop_id=UUID(int=number))
            for place, title in enumerate(titles)
        ]  # fmt: skip

    def kin(articles: list[Article]) -> float:
        index = Index.of(articles, Reader(), meanings=shipped(), learn=learn_kinship)
        return next(one.kin for one in index.find("请问怎么申请退货", ANYBODY, 25)
                    if one.article.id == UUID(int=100))  # fmt: skip

    assert kin([*shop(1), *shop(2)]) == pytest.approx(kin(shop(1)), abs=0.1)


def test_titles_alone_teach_nothing() -> None:
    articles = [Article(UUID(int=at), (Wording("title", f"第{at}个问题"),)) for at in range(1, 9)]
    index = Index.of(articles, Reader(), meanings=shipped(), learn=learn_kinship)
    assert index.kinship.is_empty
    assert index.is_settled


@given(st.integers(2, 12), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_it_solves_what_it_says(texts: int, articles: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = chance.normal(size=(texts, 6)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    alike = rows @ rows.T + RIDGE * np.eye(texts, dtype=np.float32)
    wanted = chance.normal(size=(texts, articles)).astype(np.float32)
    found = solve(lambda one: alike @ one, wanted)
    assert np.allclose(found, np.linalg.solve(alike, wanted), atol=0.02)
