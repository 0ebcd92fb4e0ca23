"""`make new-module` lays out a module that passes every check at once."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.new_module import RefusedError, make_module

ROOT = Path(__file__).resolve().parents[2]
QUICK = [["ruff", "check", "."], ["ruff", "format", "--check", "."]]
OWN = ["tools.imports", "tools.lengths", "tools.layout", "tools.translations"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The server's sources, to make a module in."""
    for name in ("zhiyin", "tools"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "built")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "__init__.py").touch()
    return tmp_path


def _run(folder: Path, *words: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(folder)},
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.whole
@pytest.mark.long
def test_new_module_passes_the_checks_and_its_own_test(copy: Path) -> None:
    _run(copy, "tools.new_module", "stock", "customers")
    order = (copy / "tools" / "module-order.txt").read_text()
    assert re.search(r"^channels \| customers\b.*\| stock$", order, re.MULTILINE)
    for words in QUICK:
        _run(copy, *words)
    for name in OWN:
        _run(copy, name)
    _run(
        copy, "pytest", "-q", "-p", "no:cacheprovider", "--basetemp=scratch", "tests/modules/stock"
    )


@pytest.mark.slow
def test_new_module_is_fully_typed(copy: Path) -> None:
    _run(copy, "tools.new_module", "stock", "customers")
    _run(copy, "mypy")


@pytest.mark.parametrize(
    ("name", "line", "why"),
    [
        ("people", "customers", "there already"),
        ("Stock", "customers", "lower-case"),
        ("stock_lists", "customers", "lower-case"),
        ("stock", "warehouse", "LINE must be one of"),
    ],
)
def test_impossible_modules_are_refused_and_change_nothing(
    copy: Path, name: str, line: str, why: str
) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    with pytest.raises(RefusedError, match=why):
        make_module(copy, name, line)
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before
