"""Tables of the wording list (用语词表): what a spreadsheet brings, row by row. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.tables import names_columns, read_rows, write_rows

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
    return names_columns(text, COLUMNS, ["phrases"])


def read_table(text: str) -> Iterator[TableRow]:
    """The rows of a CSV, as the list would hold them."""
    for line, it in read_rows(text, COLUMNS):
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
        yield TableRow(line, it.get("shop", ""), words, values)


def write_table(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as a CSV that a spreadsheet opens and `read_table` reads back."""
    return write_rows(COLUMNS, rows)
