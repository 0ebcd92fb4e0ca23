"""Tables (CSV) that people fill in with a spreadsheet. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.cells import plain_cell, safe_cell

# A spreadsheet saves its own mark at the beginning.
_MARK = "\ufeff"

Columns = Mapping[str, Text]


def _known(columns: Columns) -> dict[str, str]:
    return {name: key for key, title in columns.items() for name in (title.zh, title.en, key)}


def _titles(cells: Iterable[str], columns: Columns) -> list[str]:
    known = _known(columns)
    return [known.get(cell.strip().lower(), "") for cell in cells]


def names_columns(text: str, columns: Columns, needed: Iterable[str]) -> bool:
    """Whether the first line names every column that each row needs."""
    first = next(csv.reader(io.StringIO(text.removeprefix(_MARK), newline="")), [])
    return set(needed) <= set(_titles(first, columns))


def read_rows(text: str, columns: Columns) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines and cells by column. Titles in either language or by key, in any order; empty rows are
    skipped, and what has no title stands under "".
    """
    reader = csv.reader(io.StringIO(text.removeprefix(_MARK), newline=""))
    titles = _titles(next(reader, []), columns)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            said = zip(titles, cells, strict=False)
            yield reader.line_num, {key: plain_cell(cell) for key, cell in said}


def write_rows(columns: Columns, rows: Iterable[Mapping[str, str]]) -> str:
    """A table that a spreadsheet opens and `read_rows` reads back."""
    buffer = io.StringIO()
    buffer.write(_MARK)
    writer = csv.writer(buffer)
    writer.writerow([title.zh for title in columns.values()])
    for row in rows:
        writer.writerow([safe_cell(row.get(key, "")) for key in columns])
    return buffer.getvalue()
