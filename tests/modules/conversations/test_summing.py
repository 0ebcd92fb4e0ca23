"""A conversation in a few lines (小结), word for word from what was said."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.conversations.summing import (
    MOST_ANSWERED,
    MOST_LINE,
    MOST_NUMBERS,
    MOST_WANTED,
    Utterance,
    summarise,
    summarise_wishes,
)
from zhiyin.modules.customers.interface import personal_spans

BEGIN = datetime(2026, 11, 1, 9, tzinfo=UTC)


def said(*lines: tuple[str, str]) -> list[Utterance]:
    """Lines of customer, staff or bot, a minute apart."""
    found: list[Utterance] = []
    for number, (who, words) in enumerate(lines, 1):
        at = BEGIN + timedelta(minutes=number)
        found.append(Utterance(number, who, "text", words, personal_spans(words), None, at))
    return found


TALK = said(
    ("customer", "您好"),
    ("customer", "我上周买的紫砂壶到了发现盖子裂了，订单 202611130487"),
    ("staff", "您好，我帮您查一下，请稍等。"),
    ("staff", "这把壶可以换新的，运费 12 元由我们承担，请拍一张照片。"),
    ("customer", "我的电话13800138000"),
    ("customer", "想换一把"),
)


def test_a_summary_says_what_is_wanted_what_was_answered_and_whose_turn_it_is() -> None:
    found = summarise(TALK, closed=False)
    assert "我上周买的紫砂壶到了发现盖子裂了，订单 202611130487" in found.wanted
    assert "您好" not in found.wanted
    assert found.answered == ["这把壶可以换新的，运费 12 元由我们承担，请拍一张照片。"]
    assert found.numbers == ["202611130487", "12 元"]
    assert (found.waits, found.since) == ("us", TALK[-1].at)
    assert summarise(TALK[:4], closed=False).waits == "customer"
    assert summarise(TALK, closed=True).waits == "nobody"


def test_what_the_bot_asked_back_is_no_answer() -> None:
    turn = {"kind": "ask"}
    asked = Utterance(1, "bot", "text", "抱歉，我没有听明白，请换个说法。", None, turn, BEGIN)
    told = Utterance(
        2, "bot", "text", "满 99 元包邮，不满付 10 元。", None, {"kind": "answer"}, BEGIN
    )
    assert summarise([asked, told], closed=False).answered == [told.text]


def test_wishes_leave_out_talk_and_what_was_said_before() -> None:
    lines = ["您好", "我上周买的紫砂壶到了发现盖子裂了", "转人工", "谢谢", "想换一把"]
    again = [*lines, "我买的紫砂壶盖子裂了"]
    assert summarise_wishes(again) == ["我上周买的紫砂壶到了发现盖子裂了", "想换一把"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["customer", "staff", "bot", "system"]),
            st.text(alphabet="退款 茶abc12345元¥。", max_size=200),
        ),
        max_size=20,
    ),
    st.booleans(),
)
def test_a_summary_is_short_and_adds_nothing(lines: list[tuple[str, str]], closed: bool) -> None:
    found = summarise(said(*lines), closed=closed)
    theirs = " ".join(" ".join(words.split()) for who, words in lines if who == "customer")
    whole = " ".join(words for _, words in lines)
    assert len(found.wanted) <= MOST_WANTED
    assert len(found.answered) <= MOST_ANSWERED
    assert len(found.numbers) <= MOST_NUMBERS
    assert all(len(line) <= MOST_LINE for line in (*found.wanted, *found.answered))
    assert all(line.removesuffix("…") in theirs for line in found.wanted)
    assert all(number in whole for number in found.numbers)
    assert (found.since is None) == (found.waits == "nobody")


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_phone_is_no_number_that_matters(phone: str) -> None:
    assert summarise(said(("customer", f"打我电话 {phone} 吧")), closed=False).numbers == []
