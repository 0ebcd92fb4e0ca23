"""Articles as Markdown: read with a head of properties, written from their cleaned HTML. Pure."""

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from markdown_it import MarkdownIt

_READER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(
    ["table", "strikethrough"]
)
_HEAD = re.compile(r"\A---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_SPACES = re.compile(r"[ \t\n\r]+")
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "s": "~~", "code": "`"}
_BULLET = re.compile(r" *(?:-|\d+\.) ")
_HEADINGS = {"h1": "#", "h2": "##", "h3": "###", "h4": "####"}


def to_html(text: str) -> str:
    """Markdown as HTML; HTML inside it is shown as it stands."""
    rendered: str = _READER.render(text)
    return rendered


def split_head(text: str) -> tuple[dict[str, list[str]], str]:
    """The properties at the beginning of a file (`key: value`, or a list below the key) and the
    rest.
    """
    found = _HEAD.match(text)
    if found is None:
        return {}, text
    head: dict[str, list[str]] = {}
    values: list[str] = []
    for line in found.group(1).splitlines():
        if line.lstrip().startswith("- "):
            values.append(line.lstrip()[2:].strip())
            continue
        key, colon, value = line.partition(":")
        if colon:
            values = head.setdefault(key.strip().lower(), [])
            if value.strip():
                values.append(value.strip())
    return head, text[found.end() :]


def split_title(text: str) -> tuple[str, str]:
    """The heading a text begins with, if it does, and the rest."""
    found = _TITLE.match(text)
    return (found.group(1), text[found.end() :]) if found else ("", text)


def with_head(head: Mapping[str, str | Sequence[str]], body: str) -> str:
    """A text with its properties before it."""
    lines = ["---"]
    for key, value in head.items():
        if isinstance(value, str):
            lines.append(f"{key}: {' '.join(value.split())}")
        elif value:
            lines += [f"{key}:", *(f"- {' '.join(one.split())}" for one in value)]
    return "\n".join([*lines, "---", "", body.strip(), ""])


class _Writer(HTMLParser):
    """Writes what `bodies.clean` lets through; what Markdown has no sign for becomes plain text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._line = ""
        self._lists: list[tuple[str, int]] = []
        self._quoted = 0
        self._divs: list[bool] = []
        self._pre = False
        self._cells: list[str] | None = None
        self._rows = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _AROUND:
            self._line += "" if self._pre else _AROUND[tag]
        elif tag == "a":
            self._links.append(values.get("href", ""))
            self._line += "["
        elif tag == "img":
            self._line += f"![{values.get('alt', '')}]({values.get('src', '')})"
        elif tag == "br":
            self._line += " " if self._cells is not None else "  \n"
        elif tag == "tr":
            self._cells, self._line = [], ""
        elif self._cells is None:
            self._begin(tag, values)

    def _begin(self, tag: str, values: dict[str, str]) -> None:
        """A block outside a table begins, so the one before it is over."""
        if tag == "p" and _BULLET.fullmatch(self._line):
            return
        self.end()
        if tag == "div":
            self._divs.append("data-callout" in values)
            self._quoted += "data-callout" in values
        if tag in _HEADINGS:
            self._line = _HEADINGS[tag] + " "
        elif tag in ("ul", "ol"):
            self._lists.append((tag, int(values.get("start") or 1)))
        elif tag == "li":
            self._item()
        elif tag in ("blockquote", "aside"):
            self._quoted += 1
        elif values.get("data-video"):
            self._line = f"<{values['data-video']}>"
        elif tag == "hr":
            self._line = "---"
            self.end()
        elif tag == "pre":
            self._pre = True
        elif tag == "table":
            self._rows = 0

    def handle_endtag(self, tag: str) -> None:
        if tag in _AROUND and not self._pre:
            self._line += _AROUND[tag]
        elif tag == "a" and self._links:
            self._line += f"]({self._links.pop()})"
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append(_SPACES.sub(" ", self._line).strip())
            self._line = ""
        elif tag == "tr" and self._cells is not None:
            self._row(self._cells)
            self._cells = None
        elif tag in ("p", "div", "li", "table", *_HEADINGS) and self._cells is None:
            self.end()
        elif tag == "pre":
            code = self._line.strip("\n")
            self._line = f"```\n{code}\n```"
            self._pre = False
            self.end()
        elif tag in ("ul", "ol") and self._lists:
            self.end()
            self._lists.pop()
        quoted = tag in ("blockquote", "aside") or (
            tag == "div" and bool(self._divs) and self._divs.pop()
        )
        if quoted and self._quoted:
            self.end()
            self._quoted -= 1

    def handle_data(self, data: str) -> None:
        if self._pre:
            self._line += data
        elif data.strip() or self._line:
            self._line += _SPECIAL.sub(r"\\\1", _SPACES.sub(" ", data))

    def _item(self) -> None:
        kind, number = self._lists[-1] if self._lists else ("ul", 1)
        deep = "   " * max(0, len(self._lists) - 1)
        self._line = f"{deep}{number}. " if kind == "ol" else f"{deep}- "
        if self._lists:
            self._lists[-1] = (kind, number + 1)

    def _row(self, cells: list[str]) -> None:
        lines = ["| " + " | ".join(cells) + " |"]
        if not self._rows:
            lines.append("|" + " --- |" * len(cells))
        self._rows += 1
        self.blocks.append("\n".join(lines))

    def end(self) -> None:
        """The block is over."""
        if self._line.strip():
            block = self._line.rstrip()
            prefix = "> " * self._quoted
            self.blocks.append("\n".join(prefix + line for line in block.split("\n")))
        self._line = ""


_KINDS = (re.compile(r" *- "), re.compile(r" *\d+\. "), re.compile(r"\|"))


def _kind(line: str) -> int:
    """Which kind of list or table a line belongs to; 0 for none."""
    return next((place for place, kind in enumerate(_KINDS, 1) if kind.match(line)), 0)


def from_html(html: str) -> str:
    """Cleaned HTML as Markdown."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    writer.end()
    text = ""
    for block in writer.blocks:
        kind, before = _kind(block), _kind(text.rpartition("\n")[2])
        # A list of another kind begins after an empty line, unless it lies inside the one before.
        tight = kind and before and (kind == before or block.startswith(" "))
        text += ("\n" if tight else "\n\n") + block if text else block
    return text
