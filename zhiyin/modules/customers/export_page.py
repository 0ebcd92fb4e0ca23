"""The export of a customer as a ZIP: one page to read, one file for machines, the files beside."""

import io
import json
import zipfile
from datetime import datetime
from html import escape
from typing import Any
from uuid import UUID

from zhiyin.kernel.contracts.personal import ExportPart
from zhiyin.kernel.files.store import StoredFile
from zhiyin.kernel.i18n.text import Language, Text

HEADING = Text("客户资料：{title}", "Customer data: {title}")
MADE = Text("导出时间：{at}", "Exported at {at}")
FILES = Text("文件", "Files")
NOTHING = Text("没有内容", "Nothing")

STYLE = (
    "body{font:14px/1.6 system-ui,'PingFang SC','Microsoft YaHei',sans-serif;max-width:960px;"
    "margin:32px auto;padding:0 16px;color:#1f2329}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #d9dce0;padding:6px 8px;text-align:left;vertical-align:top;"
    "white-space:pre-wrap;overflow-wrap:anywhere}th{background:#f5f6f7;white-space:nowrap}"
    "h2{margin-top:32px}"
)


def file_path(file: StoredFile) -> str:
    """Where a file lies in the ZIP: its id keeps names apart, and nothing can climb out."""
    clean = "".join(c for c in file.name if c.isalnum() or c in "._- ").strip(". ") or "file"
    return f"files/{file.id.hex[-8:]}-{clean[-80:]}"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_cell(one)}" for key, one in value.items())
    return str(value)


def _table(part: ExportPart, language: Language) -> str:
    if not part.rows:
        return f"<p>{escape(NOTHING.say(language))}</p>"
    head = "".join(f"<th>{escape(text.say(language))}</th>" for text in part.columns.values())
    body = "".join(
        "<tr>"
        + "".join(f"<td>{escape(_cell(row.get(name)))}</td>" for name in part.columns)
        + "</tr>"
        for row in part.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _links(part: ExportPart, bodies: dict[UUID, bytes], language: Language) -> str:
    held = [file for file in part.files if bodies.get(file.id)]
    if not held:
        return ""
    items = "".join(
        f'<li><a href="{escape(file_path(file))}">{escape(file.name)}</a></li>' for file in held
    )
    return f"<h3>{escape(FILES.say(language))}</h3><ul>{items}</ul>"


def page(
    title: str,
    parts: list[ExportPart],
    bodies: dict[UUID, bytes],
    language: Language,
    moment: datetime,
) -> str:
    """The page to read: everything escaped, no script, no address outside the ZIP."""
    heading = escape(HEADING.say(language, title=title))
    made = escape(MADE.say(language, at=_cell(moment)))
    sections = "".join(
        f"<h2>{escape(part.title.say(language))}</h2>"
        f"{_table(part, language)}{_links(part, bodies, language)}"
        for part in parts
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{heading}</title><style>{STYLE}</style></head>"
        f"<body><h1>{heading}</h1><p>{made}</p>{sections}</body></html>"
    )


def pack(
    title: str,
    parts: list[ExportPart],
    bodies: dict[UUID, bytes],
    language: Language,
    moment: datetime,
) -> bytes:
    """The ZIP."""
    machine = {
        "title": title,
        "exported_at": moment.isoformat(),
        "parts": [
            {
                "title": part.title.as_json(),
                "rows": part.rows,
                "files": [{"name": f.name, "path": file_path(f)} for f in part.files],
            }
            for part in parts
        ],
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", page(title, parts, bodies, language, moment))
        text = json.dumps(machine, ensure_ascii=False, indent=2, default=_plain)
        archive.writestr("data.json", text)
        for file in (file for part in parts for file in part.files):
            if bodies.get(file.id):
                archive.writestr(file_path(file), bodies[file.id])
    return held.getvalue()
