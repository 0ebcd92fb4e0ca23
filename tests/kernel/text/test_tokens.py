"""Whatever part of a text somebody remembers, it is found by it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from zhiyin.kernel.text.tokens import all_words, query_words, tokens, wanted_tokens

_HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4EFF), min_size=1, max_size=12)


def _finds(query: str, text: str) -> bool:
    held = tokens(text)
    return all(
        any(one.startswith(token) if begins else one == token for one in held)
        for word in query_words(query)
        for token, begins in wanted_tokens(word)
    )


@settings(deadline=None)
@given(before=_HAN, part=_HAN, after=_HAN)
def test_every_part_of_a_chinese_text_finds_it(before: str, part: str, after: str) -> None:
    assert _finds(part, before + part + after)
    assert _finds(part, part)


def test_words_are_cut_and_codes_stay_whole() -> None:
    assert query_words("紫砂壶怎么泡 ＺＳ-220") == ["紫砂壶", "怎么", "泡", "zs-220"]
    assert query_words("砂壶") == ["砂壶"]
    assert query_words(" _ ，。") == []
    assert tokens("茶叶") == ["茶叶", "叶"]
    assert _finds("café", "Le CAFÉ est froid")
    assert not _finds("叶茶", "茶叶")


def test_a_long_message_is_found_by_its_last_words() -> None:
    text = "".join(chr(0x4E00 + place) for place in range(3990)) + "尾巴"
    assert _finds("尾巴", text)


def test_all_words_keep_order_and_repetition() -> None:
    assert all_words("退货 ZS-220, the the 退货！") == ["退货", "zs-220", "the", "the", "退货"]
