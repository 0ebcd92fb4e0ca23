"""Addresses from titles, and colours that can be read."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.helpcentre.rules import (
    MOST_WORDS,
    NIGHT,
    PAPER,
    READABLE,
    article_address,
    category_address,
    category_in,
    contrast,
    dark_shades,
    light_shades,
    number_in,
    words_of,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(COLOURS)
def test_every_colour_can_be_read_by_day_and_by_night(color: str) -> None:
    for shades, page in ((light_shades(color), PAPER), (dark_shades(color), NIGHT)):
        assert contrast(shades.text, page) >= READABLE
        assert contrast(shades.on, shades.ground) >= READABLE


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert light_shades("#0b776b").text == "#0b776b"


@given(st.text(max_size=300), st.integers(1, 10**15))
def test_an_article_is_found_by_its_address_whatever_it_is_called(title: str, number: int) -> None:
    address = article_address(title, number)
    assert number_in(address) == number
    assert len(words_of(title)) <= MOST_WORDS
    assert address.isascii()


@given(st.text(max_size=100))
def test_a_category_is_found_by_its_address(name: str) -> None:
    category_id = uuid4()
    end = category_in(category_address(name, category_id))
    assert end is not None
    assert category_id.hex.endswith(end)


def test_words_are_read_in_pinyin() -> None:
    assert words_of("下单后什么时候发货？") == "xia-dan-hou-shen-me-shi-hou-fa-huo"
    assert words_of("ZS-220 电水壶") == "zs-220-dian-shui-hu"
    assert number_in("no-number") is None
