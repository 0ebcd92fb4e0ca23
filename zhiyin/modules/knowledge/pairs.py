"""Files of articles: tables of question-answer pairs, Markdown, HTML and Word, alone or in a zip.
Read into pieces, written from them. Pure.
"""

import importlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text import sheets
from zhiyin.kernel.text.cells import plain_cell
from zhiyin.kernel.text.sheets import BadTableError
from zhiyin.modules.knowledge.bodies import clean, html_of, paragraphs
from zhiyin.modules.knowledge.errors import BadImportError, NoTitleColumnError
from zhiyin.modules.knowledge.markdown import from_html, split_head, split_title, to_html, with_head

MOST_ROWS = 20_000
MOST_UNPACKED = 200_000_000
COLUMNS = {
    "title": Text("问题", "question"),
    "answer": Text("答案", "answer"),
    "short": Text("简短答案", "short answer"),
    "wordings": Text("其他问法", "wordings"),
    "category": Text("分类", "category"),
    "audience": Text("读者", "audience"),
    "locale": Text("语言", "language"),
}
# What others call these columns.
_ALSO = (
    ("title", Text("标准问", "standard question")),
    ("title", Text("标题", "title")),
    ("wordings", Text("问法", "other questions")),
    ("wordings", Text("相似问", "similar questions")),
    ("short", Text("机器人答案", "bot answer")),
    ("locale", Text("语种", "locale")),
)
_AUDIENCES = (
    ("customers", Text("客户", "customers")),
    ("customers", Text("顾客", "customer")),
    ("staff", Text("内部", "staff")),
    ("staff", Text("员工", "internal")),
)
_LOCALES = {"": "zh-CN", "zh": "zh-CN", "zh-cn": "zh-CN", "en": "en"}
_BETWEEN = re.compile(r"[\n|]+")
_HEADING = re.compile(r"\s*<h1[^>]*>(.*?)</h1>", re.DOTALL | re.IGNORECASE)
TABLES = (".csv", ".xlsx")
TEXTS = (".md", ".markdown", ".html", ".htm", ".docx")


@dataclass(frozen=True)
class Piece:
    """One article of a file, as written there; empty where it says nothing or nonsense."""

    row: int
    title: str
    short: str = ""
    body: str = ""
    wordings: tuple[str, ...] = ()
    # From the top of the category tree down.
    category: tuple[str, ...] = ()
    audience: str = "customers"
    locale: str = "zh-CN"


def _loaded(library: str) -> Any:
    """Loaded when a file needs it: Word and workbooks take some 20 MB, in every process."""
    return importlib.import_module(library)


def kind_of(name: str) -> str:
    """The ending of a file that can be read; refuses others."""
    ending = PurePosixPath(name.lower()).suffix
    if ending not in (*TABLES, *TEXTS, ".zip"):
        raise BadImportError
    return ending


def read_file(name: str, data: bytes) -> list[Piece]:
    """Everything in a file, in its order."""
    ending = kind_of(name)
    if ending == ".zip":
        return list(_zip(data))[:MOST_ROWS]
    if ending in TABLES:
        return list(_table(table_rows(name, data)))[:MOST_ROWS]
    return [_text(1, name, data, ())]


def table_rows(name: str, data: bytes) -> Iterator[Sequence[str]]:
    """The rows of a table as they stand there, the first one too; refuses other files."""
    try:
        return sheets.table_rows(name, data)
    except BadTableError as error:
        raise BadImportError from error


def repeated(pieces: Iterable[Piece]) -> set[int]:
    """Rows whose question stands in the file before."""
    seen: set[tuple[str, str]] = set()
    found: set[int] = set()
    for piece in pieces:
        key = (piece.title.strip(), piece.locale)
        if key in seen:
            found.add(piece.row)
        seen.add(key)
    return found


def _decoded(data: bytes) -> str:
    try:
        return sheets.decoded(data)
    except BadTableError as error:
        raise BadImportError from error


def _check_unpacked(data: bytes) -> zipfile.ZipFile:
    """The zip, unless it would unpack into more than anybody writes."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BadImportError from error
    entries = packed.infolist()
    if sum(one.file_size for one in entries) > MOST_UNPACKED or len(entries) > MOST_ROWS:
        raise BadImportError
    return packed


def _called(titles: Iterable[tuple[str, Text]]) -> dict[str, str]:
    """Keys by what they are called in either language."""
    return {name: key for key, title in titles for name in (title.zh, title.en, key)}


def _audience(text: str) -> str:
    """Customers where nothing is said, nothing for nonsense."""
    return _called(_AUDIENCES).get(text.lower(), "") if text else "customers"


def _table(rows: Iterable[Sequence[str]]) -> Iterator[Piece]:
    lines = enumerate(rows, 1)
    names = _called((*COLUMNS.items(), *_ALSO))
    _, first = next(lines, (0, []))
    keys = [names.get(cell.strip().lower(), "") for cell in first]
    if "title" not in keys or not {"answer", "short"} & set(keys):
        raise NoTitleColumnError
    for number, cells in lines:
        it = {key: plain_cell(cell) for key, cell in zip(keys, cells, strict=False) if key}
        if any(it.values()):
            yield _row(number, it)


def _row(number: int, it: Mapping[str, str]) -> Piece:
    answer, short = it.get("answer", ""), it.get("short", "")
    return Piece(
        number,
        it.get("title", ""),
        # A pair without a short answer is one: its answer is what the bot says.
        short or (answer if len(answer) <= 300 else ""),
        html_of(answer),
        tuple(one for part in _BETWEEN.split(it.get("wordings", "")) if (one := part.strip())),
        _path(it.get("category", "")),
        _audience(it.get("audience", "")),
        _LOCALES.get(it.get("locale", "").lower(), ""),
    )


def _path(text: str) -> tuple[str, ...]:
    return tuple(one for part in re.split(r"[/／>]", text) if (one := part.strip()))


def _zip(data: bytes) -> Iterator[Piece]:
    number = 0
    with _check_unpacked(data) as packed:
        for entry in packed.infolist():
            path = PurePosixPath(_entry_name(entry))
            if entry.is_dir() or path.suffix.lower() not in TEXTS or "__MACOSX" in path.parts:
                continue
            number += 1
            try:
                content = packed.read(entry)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
                raise BadImportError from error
            yield _text(number, path.name, content, path.parent.parts)


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """Names written by older Windows are in its Chinese code page."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _text(number: int, name: str, data: bytes, folders: tuple[str, ...]) -> Piece:
    path = PurePosixPath(name)
    head: dict[str, list[str]] = {}
    if path.suffix.lower() in (".md", ".markdown"):
        head, rest = split_head(_decoded(data).removeprefix("\ufeff"))
        title, rest = split_title(rest)
        body = to_html(rest)
    else:
        body = _word(data) if path.suffix.lower() == ".docx" else _decoded(data)
        found = _HEADING.match(clean(body))
        title = " ".join(paragraphs(found.group(1))) if found else ""
        body = clean(body)[found.end() :] if found else body
    said = {key: " ".join(values) for key, values in head.items()}
    return Piece(
        number,
        said.get("title") or title or path.stem,
        said.get("short_answer", ""),
        body,
        tuple(head.get("wordings", ())),
        _path(said["category"]) if "category" in said else folders,
        _audience(said.get("audience", "")),
        _LOCALES.get(said.get("locale", "").lower(), ""),
    )


def _word(data: bytes) -> str:
    """A Word document as HTML, without its pictures."""
    _check_unpacked(data).close()
    mammoth = _loaded("mammoth")
    try:
        made: str = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {})
        ).value
    except (KeyError, ValueError, OSError, SyntaxError) as error:
        raise BadImportError from error
    return made


@dataclass(frozen=True)
class Whole:
    """An article to write into a file."""

    ref: str
    title: str
    short: str
    html: str
    text: str
    audience: str
    locale: str
    wordings: list[str] = field(default_factory=list)
    category: list[str] = field(default_factory=list)


def _cells(one: Whole) -> list[str]:
    return [
        one.title,
        one.text,
        one.short,
        "\n".join(one.wordings),
        "/".join(one.category),
        one.audience,
        one.locale,
    ]


def _table_of(articles: Iterable[Whole]) -> Iterator[list[str]]:
    yield [title.zh for title in COLUMNS.values()]
    for one in articles:
        yield _cells(one)


def write_csv(articles: Iterable[Whole]) -> bytes:
    """Question-answer pairs that a spreadsheet opens and `read_file` reads back."""
    return sheets.write_csv(_table_of(articles))


def write_xlsx(articles: Iterable[Whole]) -> bytes:
    """The same as a workbook."""
    return sheets.write_xlsx(_table_of(articles), (36, 60, 48, 36, 20, 12, 10))


_UNSAFE = re.compile(r'[\x00-\x1f\\/:*?"<>|]+')


def write_markdown(articles: Iterable[Whole]) -> bytes:
    """A zip with a file an article, in folders as the categories are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in articles:
            head = {
                "title": one.title,
                "short_answer": one.short,
                "category": "/".join(one.category),
                "audience": one.audience,
                "locale": one.locale,
                "wordings": one.wordings,
            }
            parts = [*one.category, f"{one.ref} {one.title[:60]}.md"]
            path = "/".join(_UNSAFE.sub(" ", part).strip(" .") for part in parts)
            packed.writestr(path, with_head(head, from_html(one.html)))
    return buffer.getvalue()
