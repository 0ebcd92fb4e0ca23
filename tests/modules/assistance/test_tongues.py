"""Languages are told apart by script, and by small words among those in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.assistance.tongues import has_words, tongue_of, tongue_of_reader


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("我想买 iPhone 15 Pro Max", "zh"),
        ("請問什麼時候發貨", "zh"),
        ("優の良品这个牌子有货吗，可以今天发货吗", "zh"),
        ("注文した急須はいつ届きますか", "ja"),
        ("배송이 언제 되나요?", "ko"),
        ("Когда придёт мой заказ?", "ru"),
        ("متى يصل طلبي؟", "ar"),
        ("สินค้าจะมาถึงเมื่อไหร่", "th"),
        ("Where is my order? I want to return the teapot.", "en"),
        ("What does 包邮 mean on this page, and is it for my order?", "en"),
        ("Bonjour, quand est-ce que ma commande arrive ?", "fr"),
        ("Guten Tag, wann kommt meine Bestellung an?", "de"),
        ("Hola, ¿cuándo llega mi pedido?", "es"),
        ("Olá, quando chega o meu pedido?", "pt"),
        ("Buongiorno, quando arriva il mio ordine?", "it"),
        ("Khi nào đơn hàng của tôi đến?", "vi"),
        ("Kapan pesanan saya sampai?", "id"),
        # Nothing is better than the wrong language.
        ("Коли прийде моє замовлення? Дякую і гарного дня", None),
        ("OK", None),
        ("12345", None),
        ("https://example.com/the/order", None),
    ],
)
def test_a_text_is_told_by_its_script_and_its_small_words(text: str, tongue: str | None) -> None:
    assert tongue_of(text) == tongue


def test_numbers_signs_and_links_are_the_same_everywhere() -> None:
    assert not any(has_words(one) for one in ("12:30", "👍", "https://example.com/a", "¥ 99", ""))
    assert has_words("99 元")


def test_a_reader_reads_the_language_of_the_console() -> None:
    assert (tongue_of_reader("zh-CN"), tongue_of_reader("en")) == ("zh", "en")


@given(st.text(max_size=80))
def test_any_text_has_one_language_or_none(text: str) -> None:
    if not has_words(text):
        assert tongue_of(text) is None
