"""Tables as files that a spreadsheet opens: CSV and workbooks, read and written. Pure."""

import csv
import importlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.cells import safe_cell

# What a cell of a spreadsheet can hold.
MOST_CELL = 32_000
MOST_UNPACKED = 200_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"


class BadTableError(ProblemError):
    """A file that is no table, or would unpack into more than anybody writes."""

    code = "bad_table"
    status = 422
    text = Text("请上传 CSV 或 XLSX 表格。", "Please upload a table: CSV or XLSX.")


def table_rows(name: str, data: bytes) -> Iterator[Sequence[str]]:
    """The rows of a table as they stand there, the first one too; refuses other files."""
    if name.lower().endswith(".xlsx"):
        return _sheet(data)
    if not name.lower().endswith(".csv"):
        raise BadTableError
    return csv.reader(io.StringIO(decoded(data).removeprefix("\ufeff"), newline=""))


def decoded(data: bytes) -> str:
    """The text of a file; those of older Windows are in its Chinese code page."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadTableError


def _sheet(data: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise BadTableError
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python()
    except (zipfile.BadZipFile, CalamineError, ZipError, IndexError, ValueError, OSError) as error:
        raise BadTableError from error
    return ([_said(cell) for cell in cells] for cells in rows)


def _said(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat(" ", "minutes") if isinstance(cell, datetime) else str(cell)


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV; nothing in a cell is carried out."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode()


def write_xlsx(rows: Iterable[Sequence[str]], widths: Sequence[int] = ()) -> bytes:
    """Rows as a workbook, the first one fixed. Every cell is text: nothing in it is carried out, no
    address becomes a link.
    """
    buffer = io.BytesIO()
    options = {
        # Written row by row, so that a long table does not stand in memory.
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    # Loaded when a table is written: it takes some 10 MB, in every process.
    with importlib.import_module("xlsxwriter").Workbook(buffer, options) as book:
        sheet = book.add_worksheet()
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, wrapped)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell[:MOST_CELL])
    return buffer.getvalue()
