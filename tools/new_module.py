"""Lays out an empty module and gives it its place: `make new-module NAME=stock LINE=customers`.

LINE is a module that is there already; the new one stands beside it: it may import what that one
may import, and never that one itself.
"""

import re
import subprocess
import sys
from pathlib import Path

from tools.modules import ROOT

_NAME = re.compile(r"^[a-z]{3,30}$")

_FILES = {
    "zhiyin/modules/{name}/__init__.py": '''\
"""{title}: say here in a paragraph what this module is for."""
''',
    "zhiyin/modules/{name}/interface.py": '''\
"""What other modules may call of {name}: functions that return frozen records."""
''',
    "zhiyin/modules/{name}/http.py": '''\
"""Routes of {name}: parse, permit, call one action or query, shape."""

from zhiyin.kernel.http.routes import Routes

routes = Routes("{name}", "/{name}")
''',
    "zhiyin/modules/{name}/manifest.py": '''\
"""What {name} contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.{name} import http

module = Module(
    name="{name}",
    title=Text("{title}", "{title}"),
    routes=(http.routes,),
)
''',
    "tests/modules/{name}/__init__.py": "",
    "tests/modules/{name}/test_{name}.py": '''\
"""The promises of {name}."""

from zhiyin.entry.modules import all_modules


def test_{name}_is_part_of_the_house() -> None:
    assert "{name}" in [module.name for module in all_modules()]
''',
}


class RefusedError(ValueError):
    """The module cannot be made like this."""


def make_module(root: Path, name: str, line: str) -> list[Path]:
    """Write the files, and the name into the order and into the list of modules."""
    order = root / "tools" / "module-order.txt"
    text = order.read_text(encoding="utf-8")
    placed = re.findall(r"[a-z]+", re.sub(r"#.*", "", text))
    if not _NAME.match(name):
        raise RefusedError("NAME is one lower-case word of the field, for example NAME=stock.")
    if name in placed or (root / "zhiyin" / "modules" / name).exists():
        raise RefusedError(f"{name} is there already.")
    if line not in placed:
        raise RefusedError(f"LINE must be one of: {', '.join(placed)}.")
    changed = [order, _register(root / "zhiyin" / "entry" / "modules.py", name, line)]
    order.write_text(_beside(text, name, line), encoding="utf-8")
    values = {"name": name, "title": name.capitalize()}
    for pattern, content in _FILES.items():
        path = root / pattern.format(**values)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.format(**values), encoding="utf-8")
        changed.append(path)
    (root / "tests" / "modules" / "__init__.py").touch()
    return changed


def main() -> int:
    """Make the module and say what comes next."""
    try:
        changed = make_module(ROOT, *sys.argv[1:3])
    except RefusedError as error:
        print(error)
        return 1
    python = [str(path) for path in changed if path.suffix == ".py"]
    subprocess.run([sys.executable, "-m", "ruff", "check", "--fix", "--quiet", *python], check=True)
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", *python], check=True)
    for path in changed:
        print(path.relative_to(ROOT))
    print("Next: docs/guide/develop/add-a-module.md")
    return 0


def _beside(text: str, name: str, line: str) -> str:
    lines = text.splitlines()
    for number, content in enumerate(lines):
        if not content.startswith("#") and re.search(rf"\b{line}\b", content):
            lines[number] = f"{content.rstrip()} | {name}"
    return "\n".join(lines) + "\n"


def _register(path: Path, name: str, line: str) -> Path:
    """Add the module to the list that the entry floor walks."""
    text = path.read_text(encoding="utf-8")
    after = f"from zhiyin.modules.{line}.manifest import module as {line}\n"
    if after not in text:
        raise RefusedError(f"{path} does not list {line}; add the new module there by hand.")
    text = text.replace(
        after, f"{after}from zhiyin.modules.{name}.manifest import module as {name}\n"
    )
    text, count = re.subn(rf"(OWN = \([^)]*\b{line}\b)", rf"\1, {name}", text)
    if count != 1:
        raise RefusedError(f"{path} has no list OWN with {line}; add the new module there by hand.")
    path.write_text(text, encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
