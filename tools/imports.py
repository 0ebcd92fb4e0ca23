"""Checks who imports whom: floors, order of modules, order inside a module, doors.

The contracts are written from `tools/module-order.txt` and the folders as they are, so that a new
module or file can't be forgotten, and handed to import-linter.
"""

import sys
import tempfile
from pathlib import Path

from importlinter.cli import lint_imports

from tools.modules import (
    DOORS,
    ENTRY_DOORS,
    INNER_ORDER,
    USUAL_FILES,
    modules_on_disk,
    parts_of,
    read_order,
)

LEARNING_LIBRARIES = (
    "sklearn", "xgboost", "lightgbm", "bm25s", "torch", "transformers", "pandas", "scipy",
)  # fmt: skip


def contracts() -> str:
    """The configuration for import-linter."""
    order = read_order()
    placed = [name for line in order for name in line]
    sections = [
        _section("importlinter", {
            "root_package": "zhiyin",
            "include_external_packages": "True",
            "exclude_type_checking_imports": "True",
        }),
        _contract("floors", "layers", "Kernel knows no module, modules know no entry", {
            "layers": ["entry", "modules", "kernel"],
            "containers": ["zhiyin"],
            "exhaustive": "True",
            "exhaustive_ignores": ["migrations"],
        }),
        _contract("order", "layers", "Modules import only from lower lines", {
            "layers": [" | ".join(line) for line in reversed(order)],
            "containers": ["zhiyin.modules"],
            "exhaustive": "True",
        }),
        _contract("inside", "layers", "Files of a module import only from files below them", {
            "layers": [" : ".join(f"({n})" for n in names) for names in inner_order()],
            "containers": [f"zhiyin.modules.{name}" for name in placed],
            "exhaustive": "True",
        }),
        _contract("learning", "forbidden", "Learning libraries only behind a module's thinking", {
            "source_modules": ["zhiyin"],
            "forbidden_modules": LEARNING_LIBRARIES,
            "ignore_imports": [
                f"zhiyin.modules.*.{behind} -> {name}"
                for behind in ("thinking", "thinking.**")
                for name in LEARNING_LIBRARIES
            ],
            "unmatched_ignore_imports_alerting": "none",
            "allow_indirect_imports": "False",
            "as_packages": "True",
        }),
        *(_doors(name) for name in placed),
    ]  # fmt: skip
    return "\n".join(section for section in sections if section)


def inner_order() -> list[tuple[str, ...]]:
    """The order inside a module; files with a name of their own are pure and stand with rules."""
    own = {part for module in modules_on_disk() for part in parts_of(module)} - USUAL_FILES
    return [(*names, *sorted(own)) if "rules" in names else names for names in INNER_ORDER]


def main() -> int:
    """Write the contracts where import-linter can read them and let it look."""
    placed = {name for line in read_order() for name in line}
    for name in modules_on_disk():
        if name not in placed:
            print(f"zhiyin/modules/{name} has no place in tools/module-order.txt; give it a line.")
            return 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contracts.ini"
        path.write_text(contracts(), encoding="utf-8")
        return lint_imports(config_filename=str(path), verbose=False)


def _doors(module: str) -> str:
    hidden = [part for part in parts_of(module) if part not in DOORS]
    if not hidden:
        return ""
    inside = [part for part in hidden if part not in ENTRY_DOORS]
    manifest = [part for part in hidden if part in ENTRY_DOORS]
    title = f"Others reach {module} only through its interface and events"
    prefix = f"zhiyin.modules.{module}"
    text = ""
    if inside:
        text += _contract(f"doors-{module}", "protected", title, {
            "protected_modules": [f"{prefix}.{part}" for part in inside],
            "allowed_importers": [prefix],
            "as_packages": "True",
        })  # fmt: skip
    if manifest:
        title = f"Only entry asks {module} what it contributes"
        text += _contract(f"manifest-{module}", "protected", title, {
            "protected_modules": [f"{prefix}.{part}" for part in manifest],
            "allowed_importers": [prefix, "zhiyin.entry"],
            "as_packages": "True",
        })  # fmt: skip
    return text


def _contract(key: str, kind: str, title: str, values: dict[str, object]) -> str:
    return _section(f"importlinter:contract:{key}", {"name": title, "type": kind, **values})


def _section(title: str, values: dict[str, object]) -> str:
    lines = [f"[{title}]"]
    for key, value in values.items():
        if isinstance(value, str):
            lines.append(f"{key} = {value}")
        elif isinstance(value, list | tuple):
            lines += [f"{key} ="] + [f"    {item}" for item in value]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
