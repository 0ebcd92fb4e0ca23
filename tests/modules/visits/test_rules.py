"""What is kept of what a browser says: a path, a title, where it came from, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.visits.rules import (
    MOST_PATH,
    campaign_of,
    kept_path,
    kept_referrer,
    kept_seconds,
    kept_title,
    listed,
)

SHOP = "https://tea.example"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://tea.example/pots?session=secret&sku=7#top", "/pots"),
        ("https://TEA.example", "/"),
        ("https://user:word@tea.example/a", "/a"),
        ("https://tea.example.evil.example/a", None),
        ("http://tea.example/a", None),
        ("javascript:alert(1)", None),
        ("https://tea.example:99999/a", None),
        ("https://[tea.example/a", None),
        ("/a", None),
        ("", None),
    ],
)
def test_only_the_path_of_the_shops_own_pages_is_kept(url: str, path: str | None) -> None:
    assert kept_path(url, SHOP, frozenset()) == path


def test_parameters_are_kept_only_by_name() -> None:
    url = f"{SHOP}/pots?token=secret&sku=7&sku=8"
    assert kept_path(url, SHOP, listed("sku，lang")) == "/pots?sku=7&sku=8"
    assert listed(" a, b，, ") == {"a", "b"}


def test_the_campaign_of_the_first_page_is_named() -> None:
    url = f"{SHOP}/?utm_source=wechat&utm_campaign=double11&gclid=1&utm_term="
    assert campaign_of(url) == {"source": "wechat", "campaign": "double11"}


def test_where_somebody_came_from_is_a_site_and_a_path() -> None:
    asked = "https://www.search.example/s?q=my+illness"
    assert kept_referrer(asked, SHOP) == "www.search.example/s"
    assert kept_referrer("https://www.search.example/", SHOP) == "www.search.example"
    assert kept_referrer(f"{SHOP}/pots", SHOP) is None


@given(st.text(max_size=400))
def test_whatever_a_browser_says_is_cut_to_size_and_storable(said: str) -> None:
    path = kept_path(f"{SHOP}/{said}", SHOP, {"a"}) or ""
    kept = [path, kept_title(said), kept_referrer(f"https://x.example/{said}", SHOP) or ""]
    kept += campaign_of(f"{SHOP}/?utm_source={said}").values()
    for one in kept:
        assert len(one) <= MOST_PATH
        assert "\0" not in one
        assert "\n" not in one
        one.encode()
    kept_path(said, SHOP, {"a"})


def test_nobody_looks_at_a_page_for_a_day() -> None:
    assert kept_seconds(90_000) == 4 * 3600
    assert kept_seconds(-5) == 0
