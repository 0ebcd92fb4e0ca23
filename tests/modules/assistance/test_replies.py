"""What of a conversation others may be answered with, and what the vote of the like decides."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.assistance.choosing import Neighbour, choose_reply, choose_subject, choose_tags
from zhiyin.modules.assistance.pairing import as_question, as_reply, key_of, newest_turn, pairs
from zhiyin.modules.conversations.interface import Utterance
from zhiyin.modules.customers.interface import personal_spans

AT = datetime(2026, 11, 1, tzinfo=UTC)
NAME = "Anna Smith"
BACKED = {"fee"}


def said(*lines: tuple[str, str], kind: str = "text") -> list[Utterance]:
    return [
        Utterance(number, who, kind, words, personal_spans(words), None, AT)
        for number, (who, words) in enumerate(lines, 1)
    ]


def near(*votes: tuple[float, str]) -> list[Neighbour]:
    """A neighbour a conversation: how alike, and the key of what was answered."""
    return [
        Neighbour(UUID(int=number), alike, "", key, key.upper())
        for number, (alike, key) in enumerate(votes)
    ]


def test_a_question_goes_with_the_first_words_said_to_it() -> None:
    talk = said(
        ("customer", "你好"),
        ("customer", "退货运费谁出"),
        ("staff", "质量问题我们出，其他由您寄出。"),
        ("staff", "您看可以吗？"),
        ("customer", "好的，谢谢"),
        ("staff", "不客气。"),
        ("customer", "茶叶开封了能退吗"),
        ("bot", "一般不能退。"),
    )
    (pair,) = pairs(talk, "")
    assert (pair.number, pair.question) == (2, "退货运费谁出")
    assert pair.reply == "质量问题我们出，其他由您寄出。"
    assert newest_turn(talk).question == ""
    turn = newest_turn(talk[:2])
    assert ([one.number for one in turn.said], turn.first) == ([1, 2], True)


def test_what_only_says_something_to_our_words_is_no_question_of_its_own() -> None:
    talk = said(
        ("customer", "收到的茶壶盖子裂了"), ("staff", "请发一段视频"), ("customer", "视频发过去了")
    )
    assert newest_turn(talk).question == ""
    assert newest_turn(talk[:1]).question == "收到的茶壶盖子裂了"
    asked = said(("staff", "请发一段视频"), ("customer", "视频要多长的呢"))
    assert newest_turn(asked).question == "视频要多长的呢"


@pytest.mark.parametrize(
    "words",
    [
        "单号是 SF1234567890，明天到。",
        "我打您 13800138000 这个电话。",
        "已经给您登记退款了。",
        "稍等，我查一下您的物流。",
        "您的订单今天发出。",
        "您好，我是张小北，请讲。",
        "I've just refunded it.",
    ],
)
def test_what_is_one_customers_own_is_said_to_nobody_else(words: str) -> None:
    assert as_reply(words, "") == ""


def test_a_name_is_left_out_and_particles_do_not_tell_replies_apart() -> None:
    assert as_reply("林女士您好，七天内都可以退。", "") == "您好，七天内都可以退。"
    assert (
        as_reply("Hello Anna, we ship within two days.", NAME) == "Hello, we ship within two days."
    )
    assert key_of("七天内都可以退哦～") == key_of("七天内都可以退。")
    assert key_of("。！") == ""


@pytest.mark.parametrize("words", ["好的，谢谢", "嗯嗯", "多少钱", "10 月 4 日", "Thank you!"])
def test_what_only_agrees_or_goes_on_asks_nothing(words: str) -> None:
    assert as_question(said(("customer", words))) == ""
    assert as_question(said(("customer", "退货运费谁出"), kind="image")) == ""


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.integers(10**9, 10**15))
def test_no_number_of_a_customer_is_kept(phone: str, order: int) -> None:
    kept = as_question(said(("customer", f"电话 {phone} 订单 {order} 的退款到哪里了")))
    assert phone not in kept
    assert str(order) not in kept


def test_the_reply_most_of_the_like_got_is_chosen_and_nothing_otherwise() -> None:
    chosen = choose_reply("", near((0.9, "fee"), (0.8, "fee"), (0.7, "other")), BACKED)
    assert chosen is not None
    assert chosen.reply == "FEE"
    # Not like enough, given to one customer only, said already, or everybody got something else.
    assert choose_reply("", near((0.5, "fee"), (0.5, "fee")), BACKED) is None
    assert choose_reply("", near((0.9, "other"), (0.9, "other")), BACKED) is None
    assert choose_reply("", near((0.9, "fee")), BACKED, {"fee"}) is None
    assert (
        choose_reply("", near((0.9, "fee"), *[(0.9, str(one)) for one in range(9)]), BACKED) is None
    )
    # What could be told nobody else counts against it.
    assert choose_reply("", near((0.7, "fee"), *[(0.9, "")] * 5), BACKED) is None


def test_a_reply_that_names_another_product_is_not_chosen() -> None:
    pot, cup = "紫砂侧把壶有货吗", "汝窑旅行茶具有货吗"
    said = Neighbour(UUID(int=1), 0.9, pot, "fee", "紫砂侧把壶有现货，今天发。")
    assert choose_reply(cup, [said], BACKED) is None
    assert choose_reply(pot, [said], BACKED) is not None


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["fee", "b", ""])), max_size=20))
def test_only_what_is_backed_is_ever_suggested(votes: list[tuple[float, str]]) -> None:
    chosen = choose_reply("", near(*votes), BACKED)
    assert chosen is None or (chosen.reply == "FEE" and 0 <= chosen.sure <= 1)


def test_a_subject_needs_two_conversations_and_a_majority() -> None:
    one, two, three = (UUID(int=number) for number in range(3))
    assert choose_subject([(one, 0.9, "a"), (two, 0.8, "a"), (three, 0.7, "b")]) == "a"
    assert choose_subject([(one, 0.9, "a"), (one, 0.8, "a")]) is None
    assert choose_subject([(one, 0.4, "a"), (two, 0.4, "a")]) is None
    assert choose_subject([]) is None


def test_a_tag_needs_two_of_the_like_and_a_majority_of_those_that_have_any() -> None:
    one, two, three = (UUID(int=number) for number in range(3))
    tagged = [(one, 0.9, ("a", "b")), (two, 0.8, ("a",)), (three, 0.9, ())]
    assert choose_tags(tagged) == ["a"]
    assert choose_tags(tagged, besides=["a"]) == []
    assert choose_tags([(one, 0.4, ("a",)), (two, 0.4, ("a",))]) == []
    assert choose_tags([]) == []
