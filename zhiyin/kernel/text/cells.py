"""Cells of tables that go through a spreadsheet."""

import csv
import io
from collections.abc import Iterable

# A spreadsheet would take such a cell for a formula; what begins like our guard gets one, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def safe_cell(value: str) -> str:
    """A cell that no spreadsheet carries out."""
    return "'" + value if value[:1] in _FORMULA else value


def plain_cell(cell: str) -> str:
    """What a cell says, without the guard of `safe_cell`."""
    cell = cell.replace("\0", "").strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def table_line(values: Iterable[object]) -> str:
    """One line of a table (CSV) that no spreadsheet carries out."""
    buffer = io.StringIO()
    cells = [safe_cell(value) if isinstance(value, str) else value for value in values]
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
