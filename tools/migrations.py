"""Checks the steps in `zhiyin/migrations/versions`: one line of history, schema and data apart."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.modules import ROOT

VERSIONS = ROOT / "zhiyin" / "migrations" / "versions"
_NAME = re.compile(r"^\d{4}_[a-z0-9_]+$")
_SCHEMA = {
    "create_table", "drop_table", "add_column", "drop_column", "alter_column", "create_index",
    "drop_index", "create_foreign_key", "create_unique_constraint", "create_check_constraint",
    "drop_constraint", "rename_table",
}  # fmt: skip
_DATA = {"bulk_insert"}
_DATA_STATEMENT = re.compile(r"^\s*(insert|update|delete)\b", re.IGNORECASE)


def problems(folder: Path = VERSIONS) -> Iterator[str]:
    """A sentence for every step that would hurt a running installation or confuse its history."""
    followed: dict[str, str] = {}
    for path in sorted(folder.glob("*.py")):
        if path.stem == "__init__":
            continue
        if not _NAME.match(path.stem):
            yield f"{path.name}: name it NNNN_what_it_does.py, so that the folder reads in order."
        tree = ast.parse(path.read_text(encoding="utf-8"))
        down = _assigned(tree, "down_revision")
        if down is not None and down in followed:
            yield f"{path.name} and {followed[down]} both follow {down}; there is one history."
        followed[str(down)] = path.name
        yield from _step_problems(path.name, tree)


def main() -> int:
    """Print what is wrong."""
    found = list(problems())
    for problem in found:
        print(problem)
    return 1 if found else 0


def _step_problems(name: str, tree: ast.Module) -> Iterator[str]:
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    changes_data = bool(called & _DATA) or any(
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _DATA_STATEMENT.match(node.value)
        for node in ast.walk(tree)
    )
    if changes_data and called & _SCHEMA:
        yield f"{name}: changes tables and rows in one step; make it two, tables first."
    if any(isinstance(n, ast.FunctionDef) and n.name == "downgrade" for n in tree.body):
        yield f"{name}: there is no way back but a backup; leave downgrade out."
    creates = _tables_created(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called_name(node) == "create_index":
            table = _argument(node, 1)
            quick = any(k.arg == "postgresql_concurrently" for k in node.keywords)
            if table not in creates and not quick:
                yield (
                    f"{name}:{node.lineno}: an index on a table that may be big needs "
                    "postgresql_concurrently=True inside op.get_context().autocommit_block()."
                )


def _tables_created(tree: ast.Module) -> set[object]:
    return {
        _argument(node, 0)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called_name(node) == "create_table"
    }


def _called_name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _argument(node: ast.Call, position: int) -> object:
    if len(node.args) <= position:
        return None
    argument = node.args[position]
    return argument.value if isinstance(argument, ast.Constant) else None


def _assigned(tree: ast.Module, name: str) -> object:
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        if any(isinstance(t, ast.Name) and t.id == name for t in targets):
            value = getattr(node, "value", None)
            return value.value if isinstance(value, ast.Constant) else None
    return None


if __name__ == "__main__":
    sys.exit(main())
