"""`make run` on a machine that lacks something says what to install."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A fresh checkout, as far as make looks at it before anything is installed."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "requirements").mkdir()
    shutil.copy(ROOT / "requirements" / "dev.lock", tmp_path / "requirements")
    return tmp_path


def _make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return subprocess.run(
        ["make", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _python(folder: Path, body: str) -> str:
    """A stand-in for a Python that lacks something."""
    path = folder / "python-without"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return f"PYTHON={path}"


def test_python_without_venv_is_told_which_package_to_install(checkout: Path) -> None:
    python = _python(checkout, 'case "$*" in *ensurepip*) exit 1;; *) echo 3.11;; esac')
    answer = _make(checkout, "install", python)
    assert answer.returncode != 0
    assert "apt-get install python3.11-venv" in answer.stdout
    assert not (checkout / ".venv").exists()


def test_a_machine_without_a_new_enough_python_is_told_so(checkout: Path) -> None:
    answer = _make(checkout, "install", "PYTHON=")
    assert answer.returncode != 0
    assert "needs Python 3.11 or newer" in answer.stdout


def test_help_names_every_command_people_type(checkout: Path) -> None:
    shown = _make(checkout).stdout
    for name in ("run", "test", "test-all", "check", "format", "openapi", "new-module", "wheel"):
        assert f"\n{name} " in f"\n{shown}"
