"""More wordings laid over an index: found there and nowhere else, and gone with what it lay on."""

from uuid import UUID

import pytest

from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.errors import BadImportError, NoQuestionColumnError
from zhiyin.modules.knowledge.questions import Row, read_questions
from zhiyin.modules.knowledge.ranking import rank
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Article, Asker, Wording
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.rehearsing import Overlay
from zhiyin.modules.knowledge.thinking.teaching import compare_on_tests
from zhiyin.modules.knowledge.thinking.trying import Example

ANYBODY = Asker(0.0)
RETURN, SHIP, POT = UUID(int=1), UUID(int=2), UUID(int=3)
NEW = "不喜欢寄回去成不"


def article(article_id: UUID, *texts: str) -> Article:
    first, *others = texts
    said = (Wording("title", first), *(Wording("wording", one) for one in others))
    return Article(article_id, said)


@pytest.fixture
def index() -> Index:
    made = Index.of([article(RETURN, "怎么退货", "可以退吗"), article(SHIP, "多久发货")], Reader())
    made.change([article(POT, "怎么开壶", "新壶要煮吗")])
    return made


def first(index: Index, text: str) -> tuple[UUID, str]:
    match = index.find(text, ANYBODY, 5)[0]
    return match.article.id, match.wording.text


@pytest.mark.parametrize("article_id", [SHIP, POT])  # in the base, and in the fresh segment
def test_more_wordings_are_found_in_the_overlay_alone(index: Index, article_id: UUID) -> None:
    laid = Overlay().over(index, {article_id: [NEW]})
    assert first(laid, NEW) == (article_id, NEW)
    assert first(laid, "怎么退货")[0] == RETURN
    assert len(laid) == len(index) == 3
    assert all(match.wording.text != NEW for match in index.find(NEW, ANYBODY, 5))
    assert sum(one.id == article_id for one in laid.articles()) == 1


def test_an_overlay_is_laid_once_and_anew_when_the_index_has_changed(index: Index) -> None:
    overlay = Overlay()
    extra = {SHIP: [NEW]}
    laid = overlay.over(index, extra)
    assert overlay.over(index, extra) is laid
    assert overlay.over(index, {}) is index
    index.change([article(SHIP, "几天发货")])
    again = overlay.over(index, extra)
    assert again is not laid
    assert {one.text for one in next(again.known([SHIP])).wordings} == {"几天发货", NEW}
    assert overlay.over(index, {SHIP: [NEW, "x"]}) is not again
    overlay.drop()
    assert overlay.over(index, extra) is not again


def test_wordings_of_an_article_that_is_gone_lead_nowhere(index: Index) -> None:
    laid = Overlay().over(index, {UUID(int=9): [NEW]})
    assert len(laid) == len(index)


def test_what_a_ranking_loses_and_wins_on_test_questions(index: Index) -> None:
    tests = [Example("我要退货", RETURN), Example("几天能到", UUID(int=9)), Example("怎么", None)]

    silent, loud = ByHand(), ByHand()
    # One answers nothing at all, the other anything.
    silent.threshold, loud.threshold = 2.0, 0.0
    # The second test's article is not there, so it counts for nobody.
    assert rank(index, silent, "我要退货", ANYBODY)[0].match.article.id == RETURN
    assert compare_on_tests(index, tests, silent, loud) == (1, 0)
    assert compare_on_tests(index, tests, loud, silent) == (0, 1)
    assert compare_on_tests(index, tests, silent, silent) == (0, 0)


def test_a_table_of_questions_is_read_in_both_languages() -> None:
    chinese = "问题,应答文章,店铺\n能退吗,怎么退货,茶店\n卖车吗,本店不回答,\n,,\n".encode()
    assert list(read_questions("a.csv", chinese)) == [
        Row(2, "能退吗", "怎么退货", "茶店", "zh-CN"),
        Row(3, "卖车吗", None, "", "zh-CN"),
    ]
    english = b"Query,Title,Language\ncan I return it,Returns,en\nwhat,,xx\n"
    assert list(read_questions("b.csv", english)) == [
        Row(2, "can I return it", "Returns", "", "en"),
        Row(3, "what", None, "", ""),
    ]
    with pytest.raises(NoQuestionColumnError):
        list(read_questions("c.csv", b"a,b\n1,2\n"))
    with pytest.raises(BadImportError):
        list(read_questions("d.md", b"# question"))
