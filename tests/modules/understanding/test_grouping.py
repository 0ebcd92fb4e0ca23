"""Texts that ask the same are put together, and groups there are stay as they are."""

import asyncio

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiyin.entry.evaluate.figures import group_figures
from zhiyin.modules.understanding.asking import Group
from zhiyin.modules.understanding.thinking.grouping import ALIKE, centrality, group, link

REFUND = ["退的钱两天了还没见着", "我支付宝怎么还没收到退回来的钱", "说退了，账上没有"]
COUPON = ["优惠券怎么用不了", "领的券下单时不让用"]


def test_what_asks_the_same_is_one_group() -> None:
    found = asyncio.run(group(Group([REFUND[0], COUPON[0], REFUND[1], COUPON[1], REFUND[2]])))
    assert found.groups[0] == found.groups[2] == found.groups[4]
    assert found.groups[1] == found.groups[3] != found.groups[0]


def test_new_questions_join_the_group_they_belong_to_and_keep_its_number() -> None:
    centres = [["怎么开发票"], REFUND[:2]]
    found = asyncio.run(group(Group([COUPON[0], REFUND[2]], centres)))
    assert found.groups[1] == 1
    assert found.groups[0] == 2
    assert asyncio.run(group(Group([], centres))).groups == []


@st.composite
def _alike(draw: st.DrawFn) -> np.ndarray:
    count = draw(st.integers(1, 9))
    cells = st.floats(0, 1, width=32)
    size = count * count
    table = np.array(draw(st.lists(cells, min_size=size, max_size=size)), np.float32)
    table = table.reshape(count, count)
    return (table + table.T) / 2


@settings(deadline=None)
@given(_alike())
def test_no_two_groups_are_alike_on_average(alike: np.ndarray) -> None:
    groups = link(alike.copy())
    numbers = set(groups.tolist())
    assert numbers == set(range(len(numbers)))
    for one in numbers:
        for other in numbers - {one}:
            between = alike[np.ix_(groups == one, groups == other)].mean()
            assert between < ALIKE + 1e-4
    central = centrality(alike.copy(), groups)
    assert ((central >= 0) & (central <= 1)).all()


def test_figures_of_groups_are_those_one_reckons_by_hand() -> None:
    figures = group_figures(["a", "a", "b", "b"], [0, 0, 0, 1])
    assert figures["bcubed_precision"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert figures["bcubed_recall"] == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert (figures["groups"], figures["alone"]) == (1, 1)


def test_strange_talk_is_alike_by_its_words_only() -> None:
    """To the encoder all of it is one thing."""
    found = asyncio.run(group(Group(["今天杭州下雨吗", "给我讲个笑话", "杭州今天下雨吗"])))
    assert found.groups[0] == found.groups[2] != found.groups[1]
