"""Tables of the wording list (用语词表): what a spreadsheet brings, row by row. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.cells import plain_cell, safe_cell

MAX_ROWS = 2000
COLUMNS = {
    "shop": Text("店铺", "shop"),
    "kind": Text("类别", "kind"),
    "severity": Text("处理", "severity"),
    "language": Text("语言", "language"),
    "phrases": Text("用语", "words"),
    "exceptions": Text("例外", "exceptions"),
    "instead": Text("替换为", "instead"),
    "advice": Text("建议", "advice"),
    "active": Text("启用", "active"),
}
KINDS = {
    "banned": Text("禁用语", "banned"),
    "advertising": Text("广告用语", "advertising"),
    "promise": Text("承诺", "promise"),
    "politeness": Text("礼貌", "politeness"),
    "other": Text("其他", "other"),
}
SEVERITIES = {
    "hints": Text("提示", "hints"),
    "warns": Text("提醒", "warns"),
    "blocks": Text("禁止", "blocks"),
}
SWITCHED = {True: Text("是", "yes"), False: Text("否", "no")}
_OFF = frozenset({SWITCHED[False].zh, SWITCHED[False].en, "0", "false"})
_BETWEEN = re.compile(r"\s*[/／|\n]\s*")


@dataclass(frozen=True)
class TableRow:
    """One row with its line in the file; what is not known of kind and severity is empty."""

    line: int
    shop: str
    words: str
    values: Mapping[str, object]


def _known(names: Mapping[str, Text], cell: str, default: str) -> str:
    if not cell:
        return default
    said = cell.lower()
    return next((key for key, one in names.items() if said in (one.zh, one.en, key)), "")


def _words(cell: str) -> list[str]:
    return [word for word in _BETWEEN.split(cell) if word]


def has_words(text: str) -> bool:
    """Whether the first line names the column that every entry needs."""
    first = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")), [])
    names = {cell.strip().lower() for cell in first}
    return bool({COLUMNS["phrases"].zh, COLUMNS["phrases"].en, "phrases"} & names)


def read_table(text: str) -> Iterator[TableRow]:
    """The rows of a CSV. Column titles in either language, in any order; empty rows are skipped."""
    known = {name: key for key, title in COLUMNS.items() for name in (title.zh, title.en, key)}
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    titles = [known.get(cell.strip().lower(), "") for cell in next(reader, [])]
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        it = {key: plain_cell(cell) for key, cell in zip(titles, cells, strict=False)}
        values = {
            "kind": _known(KINDS, it.get("kind", ""), "banned"),
            "severity": _known(SEVERITIES, it.get("severity", ""), "warns"),
            "language": "en" if it.get("language", "").lower() == "en" else "zh-CN",
            "phrases": _words(it.get("phrases", "")),
            "exceptions": _words(it.get("exceptions", "")),
            "instead": it.get("instead", ""),
            "advice": it.get("advice", ""),
            "active": it.get("active", "").lower() not in _OFF,
        }
        words = it.get("phrases", "")
        yield TableRow(reader.line_num, it.get("shop", ""), words, values)


def write_table(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as a CSV that a spreadsheet opens and `read_table` reads back."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow([title.zh for title in COLUMNS.values()])
    for row in rows:
        writer.writerow([safe_cell(row.get(key, "")) for key in COLUMNS])
    return buffer.getvalue()
