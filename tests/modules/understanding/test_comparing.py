"""Texts are kept with a code each, and compared with what is asked later."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zhiyin.modules.understanding.asking import MOST_ENCODED, Compare, Encode, Known
from zhiyin.modules.understanding.encoder import shipped
from zhiyin.modules.understanding.thinking.comparing import (
    NEAREST,
    compare,
    encode,
    packed,
    unpacked,
)

TEXTS = ["退货运费谁出", "退款几天到账", "绿茶要放冰箱吗"]


def known(texts: list[str]) -> list[Known]:
    codes = encode(Encode(texts)).codes
    return [Known(text, code.direction) for text, code in zip(texts, codes, strict=True)]


def test_the_like_is_found_by_codes_alone() -> None:
    alike = compare(Compare("请问退货的运费由谁承担", known(TEXTS))).alike
    assert alike.index(max(alike)) == 0
    assert compare(Compare(TEXTS[1], known(TEXTS))).alike[1] == pytest.approx(1.0, abs=0.02)
    assert compare(Compare(TEXTS[0], [])).alike == []


def test_a_code_tells_intents_and_rare_words_first() -> None:
    encoded = encode(Encode(["请问退货的运费谁出"]))
    assert encoded.signature == shipped().signature
    (code,) = encoded.codes
    assert code.intents[0] == "returns.who_pays"
    assert "的" not in code.words[:2]
    assert encode(Encode([])).codes == []
    assert len(encode(Encode(["茶"] * 99)).codes) == MOST_ENCODED


@given(arrays(np.float32, 16, elements=st.floats(-1, 1, width=32)))
def test_a_direction_is_nearly_the_same_after_packing(direction: np.ndarray) -> None:
    length = float(np.linalg.norm(direction))
    (again,) = unpacked([packed(direction)], 16)
    if length > 1e-3:
        assert float(again @ direction) / length > 0.99
    else:
        assert np.isfinite(again).all()


def test_codes_of_another_encoder_are_like_nothing_and_the_far_ones_are_left_out() -> None:
    strange = [Known(TEXTS[0], b"abc")]
    assert compare(Compare(TEXTS[0], [*strange, *known(TEXTS)])).alike[0] < 0.5
    many = known(TEXTS[1:]) * NEAREST
    alike = compare(Compare(TEXTS[1], many[:MOST_ENCODED] * 4)).alike
    assert sum(one > 0 for one in alike) <= NEAREST
