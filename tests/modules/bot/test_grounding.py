"""A worded answer is said only if what it states stands in the articles it names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.entry.demo.articles import read_articles
from zhiyin.kernel.i18n.text import Language
from zhiyin.modules.bot.composing import Composed, Sentence, as_words, cited_in, plain
from zhiyin.modules.bot.grounding import fault
from zhiyin.modules.languagemodel.founding import unfounded
from zhiyin.modules.languagemodel.measures import facts, hold

RETURNS = (
    "怎么退货退款\n签收后七天内可以申请退货，商品不影响二次销售。退款在仓库验货后 1-3 个工作日"
    "原路退回。质量问题运费由我们承担，其他情况运费 12 元由您承担，满 1,299 元的订单免费上门取件。"
    "请寄到仓库，不要使用到付。详情见 https://help.example.cn/returns 。"
)
ENGLISH = (
    "How to return\nYou can ask for a return within 7 days of delivery. We refund within 1-3"
    " business days after the parcel has arrived. Return postage is 12 yuan. Collection is free for"
    " orders over 1,299 yuan."
)


def _said(*texts: str, articles: list[int] | None = None) -> Composed:
    return Composed(True, [Sentence(one, articles or [1]) for one in texts])


@pytest.mark.parametrize(
    "text",
    [
        "签收后7天内可以申请退货，只要商品不影响二次销售。",
        "您可以在签收后 7 日内申请退货。",
        "退款会在仓库验货后 1 到 3 个工作日内原路退回。",
        "订单满1299元可以免费上门取件。",
        "质量问题的运费由我们承担，其他情况需要您承担12元运费。",
        "详情请见 https://help.example.cn/returns。",
    ],
)
def test_what_the_article_says_may_be_said(text: str) -> None:
    assert fault(_said(text), [RETURNS], set(), "zh-CN") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("签收后15天内可以申请退货。", "number"),
        ("签收后十五天内可以申请退货。", "number"),
        ("退款在仓库验货后 1-3 天原路退回。", "number"),
        ("退款在仓库验货后 3 小时原路退回。", "number"),
        ("其他情况运费 10 元由您承担。", "number"),
        ("其他情况运费百分之十二由您承担。", "number"),
        ("详情见 https://help.example.com/returns 。", "link"),
        ("请发邮件到 boss@example.cn 申请退货。", "link"),
        ("签收后七天内可以申请退货，我们赔您一份。", "promise"),
        ("签收后七天内可以申请退货，保证当场退款。", "promise"),
        ("本店还有新款紫砂壶上架，欢迎选购收藏送礼。", "unfounded"),
        ("详情见 [这里](javascript:alert(1))，签收后七天内可以申请退货。", "markup"),
        ("签收后七天内可以申请退货 <img src=x>。", "markup"),
        ("请联系 [CONTACT_9] 申请退货。", "placeholder"),
        ("You can return it within 7 days.", "language"),
        ("退货" * 400, "length"),
        ("", "length"),
    ],
)
def test_what_the_article_does_not_say_is_thrown_away(text: str, why: str) -> None:
    assert fault(_said(text), [RETURNS], set(), "zh-CN") == why


@pytest.mark.parametrize("articles", [[], [0], [2], [1, 7]])
def test_a_sentence_without_an_article_is_thrown_away(articles: list[int]) -> None:
    composed = Composed(True, [Sentence("签收后七天内可以申请退货。", articles)])
    assert fault(composed, [RETURNS], set(), "zh-CN") == "citation"


def test_a_fact_must_stand_in_the_very_article_that_is_named() -> None:
    other = "多久发货\n下单后 48 小时内发货。"
    assert (
        fault(_said("下单后 48 小时内发货。", articles=[2]), [RETURNS, other], set(), "zh-CN")
        is None
    )
    assert fault(_said("下单后 48 小时内发货。"), [RETURNS, other], set(), "zh-CN") == "number"


@pytest.mark.parametrize(
    ("text", "named", "holds"),
    [
        ("You can return it within seven days of delivery.", ENGLISH, True),
        ("The refund takes 1 to 3 working days.", ENGLISH, True),
        ("The refund takes 1 to 3 days.", ENGLISH, False),
        ("The refund takes a business day or 5 business days.", ENGLISH, False),
        ("You can return it within 7 days; postage is 12 yuan.", RETURNS, True),
        ("You can return it within 30 days.", RETURNS, False),
        ("Collection is free for orders over 1299 yuan.", RETURNS, True),
    ],
)
def test_the_same_holds_in_english_and_across_languages(text: str, named: str, holds: bool) -> None:
    assert (unfounded(text, named) is None) == holds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("七天", "7日"),
        ("两个工作日", "2 business days"),
        ("半小时", "0.5 小时"),
        ("百分之二十", "20%"),
        ("1.5万元", "￥15,000"),
        ("3-5天", "三至五日"),
        ("09:00", "9:00"),
        ("十二个月", "12 months"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert facts(one) == facts(other)
    assert facts(one)


def test_dates_hold_as_a_whole() -> None:
    named = "活动时间：11月1日至12月12日，期间满减，活动价格以页面显示为准，请留意。"
    assert unfounded("活动从11月1日开始。", named) is None
    assert unfounded("活动到11月12日结束。", named) == "number"


def test_ranges_hold_as_a_whole() -> None:
    named = "省会城市 2–3 天送到，地级市和县城 3 至 4 天送到，偏远地区要更久一些。"
    assert unfounded("地级市和县城三到四天送到。", named) is None
    assert unfounded("地级市和县城 2 到 4 天送到。", named) == "number"


def test_over_all_articles_of_the_demo_shop() -> None:
    """Every sentence as its article has it, with another number, and put down to another article.
    What is caught is told beside each; a number that the article has in another place is not.
    """
    articles = [(one.title, one.short, "\n".join(one.body)) for one in read_articles()]
    texts = ["\n".join(one) for one in articles]
    sentences = [
        (place, said)
        for place, text in enumerate(texts)
        for said in re.split(r"(?<=[。！？\n])\s*", text)
        if len(said.strip()) > 8 and "|" not in said
    ]
    counted = [
        (place, said, found)
        for place, said in sentences
        if (found := re.search(r"[0-9]+(?![0-9.])", said))
    ]
    changed = [
        (place, f"{said[: found.start()]}{int(found[0]) + 2}{said[found.end() :]}")
        for place, said, found in counted
    ]
    held = sum(unfounded(said, texts[place]) is None for place, said in sentences)
    caught = sum(unfounded(said, texts[place]) is not None for place, said in changed)
    elsewhere = sum(unfounded(said, texts[place - 40]) is not None for place, said in sentences)
    assert len(sentences) > 300
    assert held == len(sentences)
    assert caught >= 0.94 * len(changed), f"{caught} of {len(changed)}"
    assert elsewhere >= 0.94 * len(sentences), f"{elsewhere} of {len(sentences)}"


_WRITTEN = st.text(
    st.sampled_from("0123456789.,:-–~年月日号天元¥$%半百千万一二十个至到 abonetwo[]_")
)


@given(_WRITTEN, _WRITTEN)
def test_whatever_is_written_it_is_read_and_holds_for_itself(said: str, named: str) -> None:
    unfounded(said, named)
    assert facts(said) == facts(said.upper())
    assert hold(facts(said), facts(said))


def test_words_that_only_look_like_numbers_state_nothing() -> None:
    assert facts("一般来说，您可以一起申请，千万不要着急，no one knows") == set()


def test_sentences_say_which_article_they_rest_on_where_there_are_several() -> None:
    composed = Composed(
        True, [Sentence("**退货**要七天内。", [3]), Sentence("- 运费12元。", [1, 3])]
    )
    assert cited_in(composed) == [3, 1]
    assert as_words(composed, "zh-CN") == "退货要七天内。[1]运费12元。[1][2]"
    assert as_words(Composed(True, [Sentence("七天内。", [3])]), "zh-CN") == "七天内。"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_marks_of_lists_are_taken_away(language: Language) -> None:
    assert plain("1. **退货**\n- `运费` 12 元") == "退货 运费 12 元"
    assert as_words(_said("# 标题"), language) == "标题"
