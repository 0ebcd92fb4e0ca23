"""Tables of canned replies (话术表): what a spreadsheet brings, row by row. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.cells import plain_cell, safe_cell

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
    """The rows of a CSV. Column titles in either language, in any order; empty rows are skipped."""
    known = {name: key for key, title in COLUMNS.items() for name in (title.zh, title.en, key)}
    levels = {name: key for key, title in LEVELS.items() for name in (title.zh, title.en)}
    # A spreadsheet saves its own mark at the beginning.
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    titles = [known.get(cell.strip().lower(), "") for cell in next(reader, [])]
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        it = {key: plain_cell(cell) for key, cell in zip(titles, cells, strict=False)}
        level, language = it.get("level", "").lower(), it.get("language", "").lower()
        yield TableRow(
            reader.line_num,
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
    first = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")), [])
    names = {cell.strip().lower() for cell in first}
    return all({COLUMNS[key].zh, COLUMNS[key].en} & names for key in ("title", "text"))


def write_table(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as a CSV that a spreadsheet opens and `read_table` reads back."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow([title.zh for title in COLUMNS.values()])
    for row in rows:
        writer.writerow([safe_cell(row.get(key, "")) for key in COLUMNS])
    return buffer.getvalue()
