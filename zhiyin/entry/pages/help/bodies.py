"""An article's text as the public page shows it. Pure: what comes in has been cleaned already."""

import re
from collections.abc import Mapping
from html import escape, unescape
from uuid import UUID

from zhiyin.entry.pages.help.words import say
from zhiyin.kernel.i18n.text import Language

_PICTURE = re.compile(r'<img([^>]*?)src="/api/knowledge/files/([0-9a-f-]{36})"')
_VIDEO = re.compile(r'<div data-video="([^"]+)"></div>')
_CALLOUT = re.compile(r'<(div|aside) data-callout="(info|tip|warning)">')
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-4])>")
# What of a line of contact details can be followed: addresses, mail, phone numbers.
_REACHED = re.compile(
    r"(https?://[^\s<>\"'，。；（）]+)|([a-zA-Z0-9._%+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+)"
    r"|(?<![\d:-])(?!\d{4}-\d\d-\d\d)(\+?\d[\d -]{5,17}\d)(?![\d:：])"
)
# The console's own addresses mean nothing to customers: an article there, with or without the name
# of a server, and anything else of this house.
_INSIDE = re.compile(
    r'<a [^>]*href="(?:(?:https?://[^/"]+)?/console/knowledge/articles/'
    r'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|/(?:console|api)/)[^"]*"[^>]*>(.*?)</a>',
    re.DOTALL,
)


def linked_articles(html: str) -> list[UUID]:
    """The articles that a text links by their address in the console."""
    return [UUID(found[1]) for found in _INSIDE.finditer(html) if found[1]]


def public_body(html: str, slug: str, language: Language, paths: Mapping[UUID, str]) -> str:
    """Pictures and other articles (`paths`) by their public addresses, videos as links, tables that
    scroll by themselves, and headings below the page's own.
    """
    html = _INSIDE.sub(lambda found: _inside(found[1], found[2], paths), html)
    html = _PICTURE.sub(
        rf'<img loading="lazy" decoding="async"\1src="/help/{slug}/pictures/\2"', html
    )
    html = _VIDEO.sub(lambda found: _video(unescape(found[1]), language), html)
    html = _CALLOUT.sub(lambda found: _callout(found[1], found[2], language), html)
    html = _TABLE.sub(lambda found: f'<div class="wide" tabindex="0">{found[0]}</div>', html)
    return _HEADING.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + 1, 5)}>", html)


def _inside(article_id: str | None, words: str, paths: Mapping[UUID, str]) -> str:
    """A link to another article that anybody may read; of anything else the words stay."""
    public = paths.get(UUID(article_id)) if article_id else None
    return f'<a href="{public}">{words}</a>' if public else words


def _video(address: str, language: Language) -> str:
    words = escape(say(language, "video"))
    link = escape(address)
    return f'<p class="video"><a href="{link}" rel="noopener noreferrer">▶ {words}</a></p>'


def _callout(tag: str, kind: str, language: Language) -> str:
    words = escape(say(language, f"callout_{kind}"))
    return f'<{tag} class="callout {kind}"><strong class="label">{words}</strong>'


def marked(text: str, marks: list[tuple[int, int]]) -> str:
    """A text with the stretches that were asked for marked."""
    found, place = "", 0
    for begin, end in marks:
        found += f"{escape(text[place:begin])}<mark>{escape(text[begin:end])}</mark>"
        place = end
    return found + escape(text[place:])


def linked(line: str) -> str:
    """A line of contact details with what can be followed as a link."""
    found, place = "", 0
    for one in _REACHED.finditer(line):
        web, mail, phone = one.groups()
        words = escape(one[0])
        to = escape(web or (f"mailto:{mail}" if mail else f"tel:{re.sub('[ -]', '', phone)}"))
        found += f'{escape(line[place : one.start()])}<a href="{to}" rel="noopener">{words}</a>'
        place = one.end()
    return found + escape(line[place:])
