"""Writes docs/guide/reference.md: events, settings, permissions, routes, tools, from the code."""

import sys

from tools.modules import ROOT
from zhiyin.entry.describing import described_app, described_routes
from zhiyin.entry.mcp.tools import all_tools
from zhiyin.entry.modules import all_modules
from zhiyin.kernel.http.routes import declared_permission

PLACE = ROOT / "docs" / "guide" / "reference.md"
HEAD = """# Reference

Written by `make reference` from the code; a test fails when something is missing here.
"""


def text() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_permissions(), *_settings(), *_events(), *_routes(), *_tools(), ""])


def _table(title: str, columns: list[str], rows: list[list[str]]) -> list[str]:
    lines = [f"## {title}", "", "| " + " | ".join(columns) + " |"]
    lines.append("|" + "---|" * len(columns))
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [*lines, ""]


def _permissions() -> list[str]:
    rows = [
        [f"`{one.name}`", one.title.en, one.title.zh, one.description.en]
        for module in all_modules()
        for one in module.permissions
    ]
    return _table("Permissions", ["name", "title", "中文", "what it allows"], rows)


def _settings() -> list[str]:
    rows = [
        [f"`{one.key}`", one.type, f"`{one.default}`", one.title.zh, one.description.en]
        for module in all_modules()
        for one in module.settings
    ]
    return _table("Settings", ["key", "type", "default", "中文", "what it does"], rows)


def _events() -> list[str]:
    rows = [
        [
            f"`{event.event_kind()}`",
            " ".join((event.__doc__ or "").split()),
            ", ".join(f"`{name}`" for name in event.__struct_fields__),
        ]
        for module in all_modules()
        for event in module.events
    ]
    return _table("Events", ["kind", "when", "payload"], rows)


def _routes() -> list[str]:
    rows = [
        [
            f"`{min(route.methods or {''})} {route.path}`",
            str(declared_permission(route)),
            (route.endpoint.__doc__ or "").strip().splitlines()[0],
        ]
        for route in described_routes(described_app())
    ]
    return _table("Routes", ["route", "permission", "what it does"], rows)


def _tools() -> list[str]:
    rows = [
        [
            f"`{one.tool.name}`",
            one.tool.title.zh,
            one.permission,
            "changes" if one.writes else "reads",
            one.tool.hint.en,
        ]
        for one in all_tools(described_app().state.house).values()
    ]
    return _table("Tools for assistants", ["name", "中文", "permission", "", "what it does"], rows)


def main() -> int:
    """Write; with --check, fail when the page is older than the code."""
    fresh = text()
    if "--check" in sys.argv:
        if PLACE.exists() and PLACE.read_text(encoding="utf-8") == fresh:
            return 0
        print(f"{PLACE.relative_to(ROOT)} is older than the code: run `make reference`.")
        return 1
    PLACE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
