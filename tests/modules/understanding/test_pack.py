"""The pack of shop language: read right, written by hand, and nothing in it twice."""

import pytest

from zhiyin.modules.understanding.pack import (
    Intent,
    PackError,
    Slot,
    Worded,
    figures,
    intents,
    near_misses,
    outside,
    read_intents,
    read_wording,
)


def test_a_wording_with_slots_is_read_with_their_places() -> None:
    read = read_wording("[订单号:20261103]这单发[快递公司:顺丰]吗")
    assert read.text == "20261103这单发顺丰吗"
    assert read.skeleton == "<订单号>这单发<快递公司>吗"
    assert read.slots == (Slot("订单号", 0, 8), Slot("快递公司", 11, 13))
    assert [read.text[slot.start : slot.end] for slot in read.slots] == ["20261103", "顺丰"]


def test_a_file_is_read_by_headings_and_what_is_wrong_is_named() -> None:
    read = read_intents("a.txt", "# a.b | 问题 | 边界\n一\n二\n\n# a.c | 别的 | 边\n三\n")
    assert [(one.code, one.title, len(one.wordings)) for one in read] == [
        ("a.b", "问题", 2), ("a.c", "别的", 1),
    ]  # fmt: skip
    with pytest.raises(PackError, match=r"a\.txt:1"):
        read_intents("a.txt", "没有标题\n")
    with pytest.raises(PackError, match=r"a\.txt:2"):
        read_intents("a.txt", "# a | b | c\n# a.b 问题\n")


def test_the_guard_sees_templates() -> None:
    by_template = Intent("a", "b", "c", tuple(
        read_wording(f"[商品:{thing}]大概什么时候可以从仓库给我发出来呢")
        for thing in ("茶壶", "茶杯", "茶盘")
    ))  # fmt: skip
    found = figures([by_template])
    assert found.near_pairs_share == 1.0
    assert found.repeated_skeletons_share == 1.0
    by_hand = Intent("a", "b", "c", tuple(
        Worded(text, text) for text in ("几时发", "下单两天了仓库还没动静", "催一下我那单")
    ))  # fmt: skip
    assert figures([by_hand]).near_pairs_share == 0.0
    assert figures([by_hand]).repeated_skeletons_share == 0.0
    assert figures([by_hand, by_hand]).repeated_texts == 3


def test_what_is_shipped_holds_what_it_promises() -> None:
    every = intents()
    found = figures(every)
    assert found.intents >= 300
    assert found.fewest >= 40
    assert found.near_pairs_share <= 0.03
    assert found.repeated_skeletons_share <= 0.05
    assert found.repeated_texts == 0
    assert len({one.code for one in every}) == len(every)


def test_what_is_outside_and_what_is_near_are_no_wordings_of_an_intent() -> None:
    by_text = {worded.text: one.code for one in intents() for worded in one.wordings}
    talk = outside()
    assert len(talk) >= 900
    assert not by_text.keys() & set(talk)
    pairs = near_misses()
    assert len(pairs) >= 250
    for pair in pairs:
        assert pair.one != pair.two
        if pair.one in by_text and pair.two in by_text:
            assert by_text[pair.one] != by_text[pair.two], pair
