"""Letters are read as the words they spell, where they do; what is English stays English."""

from uuid import UUID

import pytest

from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.ranking import Ranked, rank_however_typed
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Article, Asker, Wording
from zhiyin.modules.knowledge.retrieval.spelling import Spelling
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.common import common_spelling
from zhiyin.modules.understanding.interface import shipped

ARTICLES = {
    "return": ("怎么退货", "东西不想要了可以退吗"),
    "refund": ("退款多久到账", "钱什么时候退给我"),
    "shipping": ("快递几天能到", "什么时候发货"),
    "pot": ("紫砂壶第一次用怎么开壶", "新壶要煮吗"),
    "wifi": ("智能茶盘怎么连 wifi", "wifi 连不上"),
    "en-return": ("How do I return an item", "Can I change my mind and send it back"),
    "en-women": ("Tea for women", "Can women drink it"),
}
NAMES = list(ARTICLES)


@pytest.fixture(scope="module")
def index() -> Index:
    articles = [
        Article(
            UUID(int=number),
            tuple(Wording("wording" if at else "title", one) for at, one in enumerate(texts)),
            locale="en" if name.startswith("en-") else "zh-CN",
        )
        for number, (name, texts) in enumerate(ARTICLES.items())
    ]
    return Index.of(articles, Reader(), meanings=shipped(), spelling=common_spelling())


def found(index: Index, words: str, **more: str) -> list[Ranked]:
    return rank_however_typed(index, ByHand(), words, Asker(0.0, **more))  # type: ignore[arg-type]


def first(index: Index, words: str, **more: str) -> str:
    return NAMES[found(index, words, **more)[0].match.article.id.int]


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("zenme tuihuo", "怎么退货"),
        ("zenmetuihuo", "怎么退货"),
        ("Zen Me Tui Huo?", "怎么退货"),
        ("zenme退货", "怎么退货"),
        ("tuikuan duojiu daozhang", "退款多久到账"),
        ("kuaidijitiannengdao", "快递几天能到"),
    ],
)
def test_pinyin_is_found_like_the_characters_it_spells(
    index: Index, letters: str, words: str
) -> None:
    typed, spelt = found(index, letters), found(index, words)
    assert typed[0].match.article.id == spelt[0].match.article.id
    assert typed[0].likely == pytest.approx(spelt[0].likely)


def test_pinyin_counts_as_it_stands_where_that_is_likelier_than_what_it_spells(
    index: Index,
) -> None:
    typed, spelt = found(index, "zishahu zenme kaihu"), found(index, "紫砂壶怎么开壶")
    assert typed[0].match.article.id == spelt[0].match.article.id
    assert typed[0].likely >= spelt[0].likely


@pytest.mark.parametrize(
    ("initials", "name"), [("ZMTH", "return"), ("zmth", "return"), ("tkdjdz", "refund")]
)
def test_initials_of_a_question_find_it_but_less_surely(
    index: Index, initials: str, name: str
) -> None:
    hits = found(index, initials)
    assert NAMES[hits[0].match.article.id.int] == name
    assert 0.12 <= hits[0].likely < found(index, "怎么退货")[0].likely


def test_words_of_the_shop_stay_what_they_are_among_pinyin(index: Index) -> None:
    assert index.spelling.meant("wifi") == []
    (read,) = index.spelling.meant("wifi zenme lianjie")
    assert read.text.startswith("wifi怎么")
    assert first(index, "wifi zenme lianjie") == "wifi"


@pytest.mark.parametrize(
    "english",
    [
        "how do I return an item",
        "can I change my mind",
        "how long does shipping take",
        "do you ship to Canada",
        "machine",
        "return policy",
        "refund",
        "why",
        "help",
    ],
)
def test_english_is_read_as_english(index: Index, english: str) -> None:
    for one in index.spelling.meant(english):
        # Where letters could be anything, what they spell is less likely than what they say.
        assert found(index, one.text)[0].likely * one.share < 0.12, one


def test_an_english_word_that_is_pinyin_too_finds_the_english_article(index: Index) -> None:
    assert [one.text for one in index.spelling.meant("women he cha")] != []
    assert first(index, "women") == "en-women"
    assert first(index, "can women drink it") == "en-women"


def test_pinyin_taken_for_english_finds_chinese_articles(index: Index) -> None:
    hits = rank_however_typed(
        index, ByHand(), "zenme tuihuo", Asker(0.0, locale="en", by_letters=True)
    )
    assert NAMES[hits[0].match.article.id.int] == "return"
    # On an English page nobody is shown Chinese.
    names = {one.match.article.locale for one in found(index, "zenme tuihuo", locale="en")}
    assert names <= {"en"}


def test_no_word_begins_inside_a_syllable() -> None:
    spelling = Spelling()
    spelling.learn_common(["西安发货", "先发货", "方案"])
    assert [one.text for one in spelling.meant("xi'an fahuo")] == ["西安发货"]
    assert [one.text for one in spelling.meant("fang'an")] == ["方案"]
    assert spelling.meant("fa ngan") == []


def test_a_copy_learns_for_itself() -> None:
    spelling = Spelling()
    other = spelling.copy()
    other.learn(["紫砂壶"])
    assert other.meant("zishahu")
    assert not spelling.meant("zishahu")
