"""Intents are learned from examples; what is strange is refused, and nothing depends on chance."""

import numpy as np
import pytest

from zhiyin.kernel.contracts.evaluations import IntentExample
from zhiyin.modules.understanding.thinking.intents import learn_intents
from zhiyin.modules.understanding.thinking.likeness import Themes, View
from zhiyin.modules.understanding.thinking.refusing import EVEN, LOST, learn_refusing
from zhiyin.modules.understanding.thinking.wording import letters, matters, phrases

GOODS = ("杯子", "茶壶", "白茶", "普洱", "礼盒", "茶盘", "盖碗", "红茶", "绿茶", "滤网")
SAID = {
    "return": ("我想把{}退掉", "{}不要了能退吗", "{}怎么退货"),
    "ship": ("{}什么时候发货", "{}今天能寄出吗", "{}还没发出来"),
    "price": ("{}多少钱一份", "{}能便宜一点吗", "{}现在什么价"),
}
STRANGE = (
    "明天天气怎么样", "讲个笑话听听", "股票今天跌了没", "附近哪里有医院", "帮我写一首诗",
    "足球比赛谁赢了", "今晚吃什么呀", "地铁几点停运", "给我唱首歌", "你是男是女",
)  # fmt: skip
LEARNED = [
    IntentExample(words.format(thing), intent)
    for intent, ways in SAID.items()
    for words in ways
    for thing in GOODS[:7]
] + [IntentExample(text, None) for text in STRANGE[:4]]
UNSEEN = [
    IntentExample(words.format(thing), intent)
    for intent, ways in SAID.items()
    for words in ways
    for thing in GOODS[7:9]
] + [IntentExample(text, None) for text in STRANGE[4:7]]


def test_new_goods_in_known_words_are_understood_and_strange_matters_refused() -> None:
    intents = learn_intents(LEARNED, UNSEEN)
    assert intents("这个滤网不要了能退吗")[0] == "return"
    assert intents("滤网今天能寄出吗呀")[0] == "ship"
    assert intents("滤网能便宜点吗")[0] == "price"
    assert [intents(text)[0] for text in STRANGE[7:]] == [None, None, None]


def test_nothing_is_refused_where_nobody_has_said_what_is_strange() -> None:
    inside = [one for one in LEARNED if one.intent is not None]
    intents = learn_intents(inside, [one for one in UNSEEN if one.intent is not None])
    assert intents.refusing.threshold == 0.0
    assert intents(STRANGE[8])[0] in SAID


def test_a_sure_text_is_likelier_right_than_a_strange_one() -> None:
    intents = learn_intents(LEARNED, UNSEEN)
    assert intents("茶壶怎么退货")[1] > 0.8 > 0.5 > intents("月亮离我们有多远")[1]


def test_without_unseen_examples_some_are_held_back() -> None:
    intents = learn_intents(LEARNED)
    assert intents("滤网怎么退货")[0] == "return"
    assert len(intents.says) < len(LEARNED)


def test_the_same_examples_teach_the_same() -> None:
    one, other = learn_intents(LEARNED, UNSEEN), learn_intents(LEARNED, UNSEEN)
    assert np.array_equal(one.says, other.says)
    assert one("白茶能退吗") == other("白茶能退吗")


def test_one_intent_under_two_subjects_is_learned_apart_and_told_as_one() -> None:
    examples = [
        IntentExample(f"{thing}怎么{does}", "ask", subject)
        for thing in GOODS
        for does, subject in (("退", "returns"), ("泡", "brewing"))
    ] + [IntentExample(f"把{thing}打开", "open", "returns") for thing in GOODS]
    intents = learn_intents(examples)
    assert {name for name in intents.names if name[1] == "ask"} == {
        ("returns", "ask"), ("brewing", "ask"),
    }  # fmt: skip
    assert intents("花茶怎么泡")[0] == "ask"


def test_without_any_intent_there_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="no intent"):
        learn_intents([IntentExample(text, None) for text in STRANGE], UNSEEN)


def test_so_many_rightly_understood_texts_are_lost_and_not_more() -> None:
    chance = np.random.default_rng(2)
    right = np.arange(1000) < 900
    signs = np.where(right, 1.0, 0.0)[:, None] + chance.normal(0, 0.3, (1000, 1))
    learned = learn_refusing(signs, right, ~right)
    taken = learned.likely(signs) >= learned.threshold
    assert learned.threshold < EVEN
    assert 1 - taken[right].mean() == pytest.approx(LOST, abs=0.002)
    assert taken[~right].mean() < 0.3


def test_what_is_likelier_right_than_wrong_is_not_refused() -> None:
    right = np.arange(400) < 300
    learned = learn_refusing(np.where(right, 1.0, -1.0)[:, None], right, ~right)
    assert learned.threshold == EVEN


def test_likenesses_of_both_ways_agree() -> None:
    texts = [one.text for one in LEARNED]
    view = View(phrases, texts)
    among = view.among()
    low = np.tril_indices(len(texts))
    assert np.allclose(among[low], view.to_examples(view.examples)[low], atol=1e-5)
    assert np.allclose(np.diag(among), 1, atol=1e-5)
    themes = Themes(view.examples, 10)
    assert np.allclose(themes.among(), themes.to_examples(view.table(texts)), atol=1e-4)


def test_texts_are_cut_into_letters_phrases_and_matters() -> None:
    assert letters("退货")[:4] == ["^", "退", "货", "$"]
    assert " car" in letters("my cards")
    assert {"card", "my card", "^ my card"} <= set(phrases("my cards"))
    assert matters("where is my new card") == ["where", "new", "card", "new+where", "card+where",
                                               "card+new"]  # fmt: skip
