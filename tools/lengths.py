"""Checks lengths: files of the server 400 lines, of the front ends 250, functions 60."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.modules import ROOT

PYTHON_FILE = 400
TEST_FILE = 600
WEB_FILE = 250
FUNCTION = 60

_WEB_ENDINGS = {".ts", ".tsx", ".mjs"}
# Migration steps are lists of columns, written by a generator.
_SKIPPED = {"versions", "node_modules", "dist", "__pycache__", "built", ".venv"}
# Written by generators, or data rather than code.
_GENERATED = {"schema.d.ts", "frames.d.ts", "frames.ts", "openapi.ts"}


def problems(root: Path = ROOT) -> Iterator[str]:
    """A sentence for every file or function that is too long."""
    for path in _files(root, ("zhiyin", "tools", "tests"), {".py"}):
        text = path.read_text(encoding="utf-8")
        longest = TEST_FILE if path.is_relative_to(root / "tests") else PYTHON_FILE
        yield from _file_problem(path.relative_to(root), text, longest)
        if "versions" not in path.parts:  # a step of the database's history is one list of tables
            yield from _function_problems(path.relative_to(root), text)
    for path in _files(root, ("web",), _WEB_ENDINGS):
        if path.name not in _GENERATED and "strings" not in path.parts:
            text = path.read_text(encoding="utf-8")
            yield from _file_problem(path.relative_to(root), text, WEB_FILE)


def main() -> int:
    """Print what is too long."""
    found = list(problems())
    for problem in found:
        print(problem)
    return 1 if found else 0


def _files(root: Path, folders: tuple[str, ...], endings: set[str]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in endings and not _SKIPPED & set(path.parts) and path.is_file():
                yield path


def _file_problem(path: Path, text: str, longest: int) -> Iterator[str]:
    lines = text.count("\n")
    if lines > longest:
        yield (
            f"{path}: {lines} lines, at most {longest}. Make it a folder of the same name, "
            "split by subject at a seam a reader would look for."
        )


def _function_problems(path: Path, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                yield (
                    f"{path}:{node.lineno}: {node.name} has {lines} lines, at most {FUNCTION}. "
                    "Give its parts names of their own."
                )


if __name__ == "__main__":
    sys.exit(main())
