"""What comes back as a translation is looked at: data, links and numbers are those of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.languagemodel.translating import MOST_LETTERS, in_pieces, sound

KNOWN = {"[CONTACT_1]"}


@pytest.mark.parametrize(
    ("original", "said", "good"),
    [
        ("订单 1299 元，电话 [CONTACT_1]", "The order is 1,299 yuan, phone [CONTACT_1]", True),
        ("满三百包邮", "Free shipping from 300", True),
        ("订单 1299 元", "The order is 1,290 yuan", False),
        ("电话 [CONTACT_1]", "Phone 13800138000", False),
        ("好的", "[CONTACT_1] fine", False),
        ("见 https://a.example/x", "See https://b.example/x", False),
        ("见 https://a.example/x", "See https://a.example/x", True),
        ("好", "", False),
        ("好", "Of course! " * 60, False),
    ],
)
def test_a_translation_keeps_what_can_be_checked(original: str, said: str, good: bool) -> None:
    assert sound(said, original, KNOWN) is good


@given(st.lists(st.text(max_size=MOST_LETTERS * 2), max_size=30))
def test_every_text_is_asked_for_once_and_no_request_is_too_long(texts: list[str]) -> None:
    pieces = in_pieces(texts)
    assert [place for piece in pieces for place in piece] == list(range(len(texts)))
    for piece in pieces:
        assert len(piece) == 1 or sum(len(texts[one]) for one in piece) <= MOST_LETTERS
