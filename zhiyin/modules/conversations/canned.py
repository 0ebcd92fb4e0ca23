"""Tables of canned replies (话术表): what a spreadsheet brings, row by row. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.tables import names_columns, read_rows, write_rows

MAX_ROWS = 2000
COLUMNS = {
    "level": Text("级别", "level"),
    "place": Text("团队或店铺", "place"),
    "language": Text("语言", "language"),
    "folder": Text("文件夹", "folder"),
    "title": Text("标题", "title"),
    "shortcut": Text("快捷码", "shortcut"),
    "text": Text("内容", "text"),
}
LEVELS = {
    "personal": Text("个人", "personal"),
    "team": Text("团队", "team"),
    "shop": Text("店铺", "shop"),
}
_LANGUAGES = {"zh-cn": "zh-CN", "zh": "zh-CN", "en": "en"}


@dataclass(frozen=True)
class TableRow:
    """One row with its line in the file; `level` and `language` are ours, the rest as written."""

    line: int
    level: str
    place: str
    language: str
    folder: str
    title: str
    shortcut: str
    text: str


def read_table(text: str) -> Iterator[TableRow]:
    """The rows of a CSV, as replies would hold them."""
    levels = {name: key for key, title in LEVELS.items() for name in (title.zh, title.en)}
    for line, it in read_rows(text, COLUMNS):
        level, language = it.get("level", "").lower(), it.get("language", "").lower()
        yield TableRow(
            line,
            levels.get(level or "personal", ""),
            it.get("place", ""),
            _LANGUAGES.get(language or "zh", ""),
            it.get("folder", ""),
            it.get("title", ""),
            it.get("shortcut", ""),
            it.get("text", ""),
        )


def has_title_and_text(text: str) -> bool:
    """Whether the first line names the two columns that every reply needs."""
    return names_columns(text, COLUMNS, ["title", "text"])


def write_table(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as a CSV that a spreadsheet opens and `read_table` reads back."""
    return write_rows(COLUMNS, rows)
