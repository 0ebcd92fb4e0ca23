"""Checks the folders of modules: usual names, a paragraph in `__init__.py`, documented events."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.modules import (
    CONTRIBUTIONS,
    MODULES,
    ROOT,
    USUAL_FILES,
    modules_on_disk,
    parts_of,
    read_order,
)

# Anything that would give such a file database or web access makes it one of the usual files.
_NOT_PURE = ("sqlalchemy", "fastapi", "psycopg", "zhiyin.kernel.db", "zhiyin.kernel.http")


def problems() -> Iterator[str]:
    """A sentence for everything that is not where a reader would look for it."""
    placed = {name for line in read_order() for name in line}
    on_disk = modules_on_disk()
    for name in sorted(placed - set(on_disk)):
        yield f"tools/module-order.txt names {name}, which has no folder in zhiyin/modules."
    for name in on_disk:
        if name not in placed:
            yield f"zhiyin/modules/{name}: give it a line in tools/module-order.txt."
        yield from _module_problems(name)


def main() -> int:
    """Print what is out of place."""
    found = list(problems())
    for problem in found:
        print(problem)
    return 1 if found else 0


def _module_problems(name: str) -> Iterator[str]:
    folder = MODULES / name
    yield from _init_problems(folder / "__init__.py")
    for part in parts_of(name):
        if part not in USUAL_FILES:
            yield from _own_file_problems(_file(folder, part))
    if (folder / "contributions").is_dir():
        for path in sorted((folder / "contributions").glob("*.py")):
            if path.stem not in CONTRIBUTIONS | {"__init__"}:
                yield (
                    f"{_short(path)}: not the name of a contract. One file a contract: "
                    f"{', '.join(sorted(CONTRIBUTIONS))}; a new contract is added in "
                    "tools/modules.py."
                )
    if "events" in parts_of(name):
        for path in _python_files(folder, "events"):
            yield from _event_problems(path)


def _init_problems(path: Path) -> Iterator[str]:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    if len(body) != 1 or ast.get_docstring(ast.Module(body, [])) is None:
        yield f"{_short(path)}: must hold only the paragraph that says what the module is for."


def _own_file_problems(path: Path) -> Iterator[str]:
    for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom | ast.Import):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                names += [alias.name for alias in node.names]
                bad = next((n for n in names if n.startswith(_NOT_PURE)), None)
                if bad:
                    yield (
                        f"{_short(file)}:{node.lineno}: a file with a name of its own holds a "
                        f"pure algorithm and must not import {bad}. Reads belong into queries, "
                        "writes into actions."
                    )


def _event_problems(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if (
            isinstance(node, ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            yield f"{_short(path)}:{node.lineno}: say in a docstring when {node.name} happens."


def _file(folder: Path, part: str) -> Path:
    return folder / part if (folder / part).is_dir() else folder / f"{part}.py"


def _python_files(folder: Path, part: str) -> list[Path]:
    path = _file(folder, part)
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _short(path: Path) -> Path:
    return path.relative_to(ROOT)


if __name__ == "__main__":
    sys.exit(main())
