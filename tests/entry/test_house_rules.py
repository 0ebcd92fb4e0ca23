"""Rules over everything: tables, events, settings, permissions."""

import ast
import json
from pathlib import Path

import pytest
from sqlalchemy import DateTime, Table

from zhiyin.entry.modules import all_modules
from zhiyin.entry.tables import all_tables
from zhiyin.kernel.events.event import Event
from zhiyin.kernel.house import KERNEL_PARTS
from zhiyin.kernel.http.shapes import Labels

ROOT = Path(__file__).resolve().parents[2]
TABLES = sorted(all_tables().tables.values(), key=lambda table: table.name)
EVENTS = [event for module in all_modules() for event in module.events]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_foreign_key_is_indexed(table: Table) -> None:
    led = {next(iter(index.columns.keys()), "") for index in table.indexes}
    led |= {next(iter(table.primary_key.columns.keys()))}
    led |= {
        next(iter(constraint.columns.keys()))
        for constraint in table.constraints
        if type(constraint).__name__ == "UniqueConstraint"
    }
    # Few rows are ever deleted from what these point to, and both tables are small.
    known = {("queues", "queue_id"), ("staff", "staff_id"), ("staff", "closed_by")}
    missing = [
        column.name
        for column in table.columns
        for key in column.foreign_keys
        if column.name not in led and (key.column.table.name, column.name) not in known
    ]
    assert not missing, f"{table.name}: index {missing}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_time_has_a_zone(table: Table) -> None:
    naive = [
        column.name
        for column in table.columns
        if isinstance(column.type, DateTime) and not column.type.timezone
    ]
    assert not naive


PARTS = {part.name: part for part in KERNEL_PARTS}
PARTS |= {part.name: part for module in all_modules() for part in module.personal}
HANDLED = {name: part.name for part in PARTS.values() for name in part.tables}
# Columns that tie a row to a customer, whatever else it says of itself.
TIES = {"customer_id", "visitor_id", "thread_key"}
# Only says which customer, and which of our own parts is done with them.
IMPERSONAL = {"customer_erasure_steps"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_with_personal_data_can_be_erased_exported_and_joined(table: Table) -> None:
    points = {key.column.table.name for key in table.foreign_keys}
    tied = "customers" in points or TIES & set(table.columns.keys())
    if tied and table.name not in IMPERSONAL:
        assert table.info.get("personal"), f"{table.name}: mark it with info personal=True"
    if table.info.get("personal"):
        assert table.name in HANDLED, (
            f"{table.name} holds personal data: name it in a PersonalData of its module's "
            "contributions/personal.py, with erase, export and merge"
        )
    else:
        assert table.name not in HANDLED, f"{table.name}: mark it with info personal=True"


def test_no_table_has_two_who_erase_it() -> None:
    named = [name for part in PARTS.values() for name in part.tables]
    assert len(named) == len(set(named)) == len(HANDLED)
    assert set(named) <= {table.name for table in TABLES}


def _names_used(folder: Path) -> set[str]:
    used: set[str] = set()
    for path in folder.rglob("*.py"):
        if path.name == "events.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                used.add(node.func.id)
    return used


def test_every_event_is_emitted_somewhere() -> None:
    used = _names_used(ROOT / "zhiyin" / "modules")
    # Stored by the ledger's own statement.
    used.add("MessagePosted")
    unused = [event.__name__ for event in EVENTS if event.__name__ not in used]
    assert not unused, f"nobody emits {unused}"


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.event_kind())
def test_every_event_is_explained_and_survives_storage(event: type[Event]) -> None:
    assert event.__doc__
    assert event.event_kind().count(".") == 1


def test_every_event_setting_and_permission_is_documented() -> None:
    guide = (ROOT / "docs" / "guide" / "reference.md").read_text(encoding="utf-8")
    names = [event.event_kind() for event in EVENTS]
    names += [setting.key for module in all_modules() for setting in module.settings]
    names += [one.name for module in all_modules() for one in module.permissions]
    missing = [name for name in names if f"`{name}`" not in guide]
    assert not missing, f"run `make reference`; missing in docs/guide/reference.md: {missing}"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_group_of_settings_has_a_name_in_the_console(language: str) -> None:
    path = ROOT / "web" / "console" / "src" / "shell" / "strings" / f"{language}.json"
    words = json.loads(path.read_text(encoding="utf-8"))
    missing = [
        module.name
        for module in all_modules()
        if module.settings and f"rules.{module.name}" not in words
    ]
    assert not missing


def test_every_explanation_fits_where_it_is_shown() -> None:
    settings = [setting for module in all_modules() for setting in module.settings]
    for setting in settings:
        for text in (setting.title, setting.description, setting.group):
            Labels.of(text)
    for purpose in (purpose for module in all_modules() for purpose in module.purposes):
        for text in (purpose.title, purpose.explanation):
            Labels.of(text)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_group_of_permissions_has_a_name_on_the_page_of_roles(language: str) -> None:
    strings = ROOT / "web" / "console" / "src" / "modules" / "people" / "strings"
    named = json.loads((strings / f"{language}.json").read_text())
    groups = {one.name.split(".")[0] for module in all_modules() for one in module.permissions}
    assert {f"module.{group}" for group in groups} <= named.keys()
