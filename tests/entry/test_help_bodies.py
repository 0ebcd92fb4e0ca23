"""How an article's text becomes a part of a public page."""

from uuid import UUID

import pytest

from zhiyin.entry.pages.help.bodies import linked, linked_articles, marked, public_body
from zhiyin.modules.knowledge.interface import write_article

FILE = "0190a8b2-1111-7222-8333-444455556666"


def shown(html: str) -> str:
    return public_body(html, "tea", "en", {UUID(FILE): "/help/tea/en/a/delivery-7"})


def test_pictures_are_read_where_anybody_may_and_only_when_they_are_seen() -> None:
    html = shown(f'<p><img src="/api/knowledge/files/{FILE}" alt="A pot"></p>')
    assert f'src="/help/tea/pictures/{FILE}"' in html
    assert 'loading="lazy"' in html
    assert 'alt="A pot"' in html


def test_what_only_staff_can_open_stays_as_words() -> None:
    for address in ("/console/settings", f"/api/knowledge/files/{FILE}"):
        html = f'<p>See <a href="{address}" rel="noopener">the rules</a>.</p>'
        assert shown(html) == "<p>See the rules.</p>"
    kept = '<p><a href="https://tea.example/api/a" rel="noopener">here</a></p>'
    assert shown(kept) == kept


def test_a_link_to_another_article_leads_there_if_anybody_may_read_it() -> None:
    other = "0190a8b2-1111-7222-8333-444455556667"
    html = "".join(
        f'<a href="https://cs.example/console/knowledge/articles/{one}?x=1">it</a>'
        for one in (FILE, other)
    )
    assert linked_articles(html) == [UUID(FILE), UUID(other)]
    assert shown(html) == '<a href="/help/tea/en/a/delivery-7">it</a>it'


def test_remarks_say_what_they_are_and_videos_are_links() -> None:
    assert '<aside class="callout warning"><strong class="label">Please note</strong>' in shown(
        '<aside data-callout="warning"><p>Hot.</p></aside>'
    )
    assert '<a href="https://v.example/a&amp;b"' in shown(
        '<div data-video="https://v.example/a&amp;b"></div>'
    )


def test_headings_stand_below_the_title_and_tables_scroll_by_themselves() -> None:
    words = write_article(
        "Delivery", "", "# One\n\n#### Two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |", ()
    )
    html = shown(words.body_html)
    assert "<h2>One</h2>" in html
    assert "<h5>Two</h5>" in html
    assert '<div class="wide" tabindex="0"><table>' in html


def test_marks_never_let_markup_through() -> None:
    assert marked("a <b> c", [(2, 5)]) == "a <mark>&lt;b&gt;</mark> c"


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("电话：400-000-0000（工作日）", "tel:4000000000"),
        ("邮箱：help@tea.example", "mailto:help@tea.example"),
        ("Phone +86 571 8888 0000", "tel:+8657188880000"),
        ("https://tea.example/faq，欢迎", "https://tea.example/faq"),
    ],
)
def test_contact_details_can_be_followed(line: str, to: str) -> None:
    assert f'<a href="{to}"' in linked(line)


@pytest.mark.parametrize(
    "line", ["每天 9:00–22:00", "自 2026-11-22 起", "<script>alert(1)</script>"]
)
def test_nothing_else_becomes_a_link(line: str) -> None:
    assert "<a " not in linked(line)
    assert "<script" not in linked(line)
