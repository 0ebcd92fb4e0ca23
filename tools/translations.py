"""Checks texts for people: both languages complete, our tone, none outside the catalogues.

On the server a text is a `Text(zh, en)`, so no language can be missing; in the front ends it is a
key in `strings/zh-CN.json` and `strings/en.json` (or `.ts`, where types compare the keys).
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.modules import ROOT

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PLACEHOLDER = re.compile(r"\{\{?\s*(\w+)")
_LOUD = re.compile(r"[!！]")
# Chinese data rather than Chinese sentences: the demo shop's people talk, pages and the command
# line are written in both languages side by side, benches draw words to search for, and the forms
# of named things are patterns over what customers write.
_NAMES = re.compile("知音|知|简体中文|中文")  # our mark, and languages in their own words
_DATA = ("zhiyin/entry/", "zhiyin/migrations/", "zhiyin/modules/understanding/entities/")


def problems(root: Path = ROOT) -> Iterator[str]:
    """A sentence for every text that is missing, loud, impolite or out of place."""
    for folder in sorted((root / "web").rglob("strings")):
        if folder.is_dir() and "node_modules" not in folder.parts:
            yield from _catalogue_problems(folder, root)
    for path in sorted((root / "web").glob("*/src/**/*.ts*")):
        # Sample data of a preview or a mock shop is no text of ours.
        if not {"strings", "samples"} & set(path.parts) and path.stem not in {"samples", "data"}:
            yield from _stray_web_text(path, root)
    for path in sorted((root / "zhiyin").rglob("*.py")):
        yield from _server_problems(path, root)


def main() -> int:
    """Print what is wrong with the texts."""
    found = list(problems())
    for problem in found:
        print(problem)
    return 1 if found else 0


def tone_problem(language: str, text: str) -> str | None:
    """What our manner of writing has against this text, if anything."""
    if not text.strip():
        return "is empty"
    if _LOUD.search(text):
        return "has an exclamation mark; we speak calmly"
    if language == "zh-CN" and "你" in text:
        return "says 你; the customer is 您"
    if language == "en" and _CHINESE.search(_NAMES.sub("", text)):
        return "has Chinese characters in the English text"
    return None


def _catalogue_problems(folder: Path, root: Path) -> Iterator[str]:
    where = folder.relative_to(root)
    files = {language: folder / f"{language}.json" for language in ("zh-CN", "en")}
    present = [language for language, path in files.items() if path.exists()]
    if not present:
        return
    if len(present) == 1:
        yield f"{where}: only {present[0]}.json is there; the other language is missing."
        return
    texts = {lang: _flat(json.loads(p.read_text(encoding="utf-8"))) for lang, p in files.items()}
    for key in sorted(_plain(texts["zh-CN"]) ^ _plain(texts["en"])):
        missing = "en" if key in _plain(texts["zh-CN"]) else "zh-CN"
        yield f"{where}/{missing}.json: {key} is missing."
    for key in sorted(texts["zh-CN"].keys() & texts["en"].keys()):
        names = {lang: set(_PLACEHOLDER.findall(texts[lang][key])) for lang in texts}
        if names["zh-CN"] != names["en"]:
            yield f"{where}: {key} does not fill in the same values in both languages."
    for language, catalogue in texts.items():
        for key, text in catalogue.items():
            problem = tone_problem(language, text)
            if problem:
                yield f"{where}/{language}.json: {key} {problem}."


def _flat(tree: dict[str, object], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = str(value)
    return found


def _plain(texts: dict[str, str]) -> set[str]:
    """Keys without plural endings: English has two forms where Chinese has one."""
    return {re.sub(r"_(zero|one|two|few|many|other)$", "", key) for key in texts}


def _stray_web_text(path: Path, root: Path) -> Iterator[str]:
    code = re.sub(
        r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), path.read_text("utf-8"), flags=re.DOTALL
    )
    for number, line in enumerate(code.splitlines(), 1):
        bare = re.sub(r"(?<!:)//.*", "", line)
        if _CHINESE.search(_NAMES.sub("", bare)):
            yield (
                f"{path.relative_to(root)}:{number}: a text for people outside the catalogue; "
                "put it into strings/."
            )


def _server_problems(path: Path, root: Path) -> Iterator[str]:
    where = path.relative_to(root)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            inside |= set(ast.walk(node))
            yield from _text_problems(where, node)
        elif _is_prose(node):
            inside.add(node)
    if str(where).startswith(_DATA):
        return
    prose = _docstrings(tree)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in inside
            and node not in prose
            and _CHINESE.search(node.value)
        ):
            yield f"{where}:{node.lineno}: a text for people outside a Text(zh, en)."


def _text_problems(where: Path, call: ast.Call) -> Iterator[str]:
    given: dict[str, str] = {}
    arguments = list(zip(("zh", "en"), call.args, strict=False))
    arguments += [(k.arg or "", k.value) for k in call.keywords]
    for name, value in arguments:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            given[name] = value.value
    for name, text in given.items():
        problem = tone_problem("zh-CN" if name == "zh" else "en", text)
        if problem:
            yield f"{where}:{call.lineno}: {text!r} {problem}."
    if len(given) == 2:
        zh, en = (set(_PLACEHOLDER.findall(text)) for text in given.values())
        if zh != en:
            yield f"{where}:{call.lineno}: the two languages do not fill in the same values."


def _is_prose(node: ast.AST) -> bool:
    """A string that stands alone documents what is above it."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _docstrings(tree: ast.Module) -> set[ast.AST]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and _is_prose(node)}


if __name__ == "__main__":
    sys.exit(main())
