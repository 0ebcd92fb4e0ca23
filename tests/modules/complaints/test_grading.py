"""How grave a complaint is: rules alone, and with what was read of its mood."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.complaints.complaints import ORDINARY, WORDS
from zhiyin.modules.complaints.grading import (
    NAMES,
    Facts,
    Felt,
    grade,
    level_of,
    money_in,
)


def codes(words: str, **more: Any) -> dict[str, int]:
    return {one.code: one.points for one in grade(Facts(words, **more)).reasons}


def test_harm_and_threats_are_grave_and_named_with_their_words() -> None:
    found = grade(Facts(WORDS))
    assert found.level == 1
    by_code = {one.code: one.words for one in found.reasons}
    assert {"harm", "threat", "angry"} <= by_code.keys()
    assert by_code["harm"] in WORDS
    assert by_code["threat"] in WORDS


def test_a_calm_suggestion_is_ordinary() -> None:
    assert grade(Facts(ORDINARY)).level == 4


def test_harm_told_politely_is_no_smaller() -> None:
    polite = "麻烦你们看一下，孩子吃了以后过敏住院了，谢谢。"
    assert "mild" not in codes(polite)
    assert grade(Facts(polite)).level <= 2


@pytest.mark.parametrize(
    ("words", "fen"),
    [
        ("赔我 5000 元", 500_000),
        ("花了1.5万", 1_500_000),
        ("￥1200 打水漂", 120_000),
        ("好几千块钱", 300_000),
        ("三万块的货", 3_000_000),
        ("订单号 202611230001 没发", 0),
        ("19.9 元包邮", 0),
    ],
)
def test_sums_are_read(words: str, fen: int) -> None:
    assert money_in(words) == fen


def test_who_complains_and_how_often_counts() -> None:
    words = "又发错货了，和我订的颜色不一样。"
    alone = grade(Facts(words)).points
    known = grade(Facts(words, earlier=2, contacts=4, repeats=True, key_customer=True))
    assert known.points > alone
    assert {"earlier", "contacts", "repeats", "tier"} <= {one.code for one in known.reasons}


def test_waiting_makes_it_graver_with_time() -> None:
    words = "怎么还不回我"
    points = [grade(Facts(words, waiting_hours=hours)).points for hours in (0.0, 5.0, 30.0)]
    assert points == sorted(set(points))


def test_what_was_read_counts_where_no_word_says_it() -> None:
    words = "你们自己看着办吧，我无话可说。"
    assert codes(words) == {}
    assert codes(words, felt=Felt(0.9, 0.8)).keys() == {"threat", "angry"}
    assert codes(words, felt=Felt(0.2, 0.2)) == {}


SAID = (
    "漏电", "12315", "律师", "好几十个人都这样", "骗子", "差评", "！！", "第三次了", "麻烦看一下",
    "三万块",
)  # fmt: skip
WORDINGS = st.lists(st.sampled_from(SAID))


@given(WORDINGS, st.integers(0, 5), st.integers(0, 9), st.booleans(), st.floats(0, 100))
def test_points_and_level_agree_and_every_reason_has_a_name(
    words: list[str], earlier: int, contacts: int, key: bool, hours: float
) -> None:
    text = "，".join(words)
    found = grade(Facts(text, None, earlier, contacts, key_customer=key, waiting_hours=hours))
    assert 0 <= found.points <= 100
    assert found.level == level_of(found.points)
    assert all(one.code in NAMES for one in found.reasons)
    # Whoever has complained before is never judged less grave than who has not.
    assert found.level <= grade(Facts(text)).level


@given(st.integers(0, 100), st.integers(0, 100))
def test_more_points_are_never_less_grave(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert level_of(high) <= level_of(low)
