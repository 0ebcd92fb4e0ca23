"""The text of an article: its HTML cleaned, cut into paragraphs, compared. Pure.

An editor writes what it likes; kept is only what is named here, so that an article may stand in
the console and on a public page as it is.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Literal
from uuid import UUID

import nh3

_BLOCKS = {
    "p", "h1", "h2", "h3", "h4", "li", "tr", "pre", "blockquote", "div", "aside", "hr", "table",
    "ul", "ol", "br",
}  # fmt: skip
_TAGS = _BLOCKS | {
    "a", "strong", "b", "em", "i", "u", "s", "code", "img", "thead", "tbody", "th", "td", "sub",
    "sup",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    # A remark set apart (提示框) and a video by its address.
    "div": {"data-callout", "data-video"},
    "aside": {"data-callout"},
}
CALLOUTS = ("info", "tip", "warning")
_PICTURE = re.compile(
    r"/api/knowledge/files/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
)
_VIDEO = re.compile(r"https://[^\s\"'<>]{1,500}")
_NUMBER = re.compile(r"\d{1,4}")
_SPACES = re.compile(r"\s+")

DiffKind = Literal["same", "added", "removed"]


def picture_address(file_id: UUID) -> str:
    """Where a picture of an article is read."""
    return f"/api/knowledge/files/{file_id}"


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """An attribute's value if it may stay: pictures are our own files, addresses are addresses."""
    if attribute == "src":
        return value if _PICTURE.fullmatch(value) else None
    if attribute == "data-callout":
        return value if value in CALLOUTS else "info"
    if attribute == "data-video":
        return value if _VIDEO.fullmatch(value) else None
    if attribute in ("width", "height", "colspan", "rowspan", "start"):
        return value if _NUMBER.fullmatch(value) else None
    return value


def clean(html: str) -> str:
    """HTML that may be shown anywhere: nothing runs, nothing is fetched from elsewhere."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style", "head", "title", "template", "noscript"},
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    ).strip()


def picture_ids(html: str) -> list[UUID]:
    """The files that a text shows, each once."""
    return list(dict.fromkeys(UUID(found) for found in _PICTURE.findall(html)))


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end()
        elif tag in ("td", "th") and self._open.strip():
            self._open += " | "
        values = dict(attrs)
        shown = values.get("alt") if tag == "img" else values.get("data-video")
        if shown:
            self._open += f" {shown} "

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end()

    def handle_data(self, data: str) -> None:
        self._open += data

    def end(self) -> None:
        """The paragraph is over."""
        words = _SPACES.sub(" ", self._open).strip()
        if words:
            self.found.append(words)
        self._open = ""


def paragraphs(html: str) -> list[str]:
    """The words of a text, one entry a paragraph, list item or table row."""
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    parser.end()
    return parser.found


def plain_text(html: str) -> str:
    """The words of a text, a line each."""
    return "\n".join(paragraphs(html))


def html_of(text: str) -> str:
    """Plain lines as paragraphs."""
    lines = [line.strip() for line in text.splitlines()]
    return "".join(f"<p>{nh3.clean_text(line)}</p>" for line in lines if line)


def compare(older: Sequence[str], newer: Sequence[str]) -> Iterator[tuple[DiffKind, str]]:
    """The paragraphs of both, in order; what was replaced shows as removed, then added."""
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    for _, begin, end, new_begin, new_end in matcher.get_opcodes():
        if older[begin:end] == newer[new_begin:new_end]:
            for line in older[begin:end]:
                yield "same", line
            continue
        for line in older[begin:end]:
            yield "removed", line
        for line in newer[new_begin:new_end]:
            yield "added", line
