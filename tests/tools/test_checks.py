"""Our own checks notice what they are there for, and say the better way."""

import json
from pathlib import Path

import pytest

from tools import imports, lengths, migrations, translations
from tools.modules import modules_on_disk, read_order


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("zhiyin", "tools", "tests", "web/console/src/strings"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def test_every_module_has_one_place_in_the_order() -> None:
    placed = [name for line in read_order() for name in line]
    assert sorted(placed) == modules_on_disk()


def test_contracts_cover_every_module() -> None:
    text = imports.contracts()
    for name in modules_on_disk():
        assert f"zhiyin.modules.{name}" in text


def test_long_files_and_functions_are_found(root: Path) -> None:
    (root / "zhiyin" / "long.py").write_text("x = 1\n" * 401)
    body = "\n".join("    x = 1" for _ in range(60))
    (root / "zhiyin" / "function.py").write_text(f"def work() -> None:\n{body}\n")
    (root / "zhiyin" / "fine.py").write_text("x = 1\n" * 400)
    (root / "web" / "console" / "src" / "long.tsx").write_text("x\n" * 251)
    found = list(lengths.problems(root))
    assert len(found) == 3
    assert "401 lines" in found[0] or "work has 61 lines" in found[0]


@pytest.mark.parametrize(
    ("chinese", "english", "complaint"),
    [
        ({"a": "您好"}, {}, "en.json: a is missing"),
        ({}, {"a": "Hello"}, "zh-CN.json: a is missing"),
        ({"a": "您好！"}, {"a": "Hello"}, "exclamation mark"),
        ({"a": "你好"}, {"a": "Hello"}, "the customer is 您"),
        ({"a": "您好"}, {"a": "您好"}, "Chinese characters"),
        ({"a": "{{n}} 条"}, {"a": "{{count}} rows"}, "same values"),
        ({"a": "您好"}, {"a": " "}, "is empty"),
    ],
)
def test_incomplete_and_impolite_texts_are_found(
    root: Path, chinese: dict[str, str], english: dict[str, str], complaint: str
) -> None:
    folder = root / "web" / "console" / "src" / "strings"
    (folder / "zh-CN.json").write_text(json.dumps(chinese))
    (folder / "en.json").write_text(json.dumps(english))
    found = list(translations.problems(root))
    assert len(found) == 1
    assert complaint in found[0]


def test_plural_endings_exist_in_one_language_only(root: Path) -> None:
    folder = root / "web" / "console" / "src" / "strings"
    (folder / "zh-CN.json").write_text(json.dumps({"rows_other": "{{count}} 条"}))
    english = {"rows_one": "{{count}} row", "rows_other": "{{count}} rows"}
    (folder / "en.json").write_text(json.dumps(english))
    assert list(translations.problems(root)) == []


def test_texts_outside_the_catalogues_are_found(root: Path) -> None:
    (root / "web" / "console" / "src" / "page.tsx").write_text(
        "/** 工作台 may stand in a comment */\nconst a = '工作台';\n"
    )
    (root / "zhiyin" / "stray.py").write_text('"""文档 may be Chinese."""\nNAME = "工作台"\n')
    found = list(translations.problems(root))
    assert [problem.split(":")[:2] for problem in found] == [
        ["web/console/src/page.tsx", "2"], ["zhiyin/stray.py", "2"],
    ]  # fmt: skip


STEP = """
revision = "{name}"
down_revision = {down}

def upgrade() -> None:
{body}
"""


def _step(folder: Path, name: str, down: str, body: str) -> None:
    (folder / f"{name}.py").write_text(STEP.format(name=name, down=down, body=body))


def test_dangerous_steps_are_found(tmp_path: Path) -> None:
    _step(tmp_path, "0001_first", "None", "    op.create_table('t')\n    op.create_index('i', 't')")
    _step(tmp_path, "0002_mixed", '"0001_first"', "    op.add_column('t')\n    op.bulk_insert('t')")
    _step(tmp_path, "0003_fork", '"0001_first"', "    pass")
    _step(tmp_path, "0004_index", '"0003_fork"', "    op.create_index('i', 'big')")
    _step(tmp_path, "badname", '"0004_index"', "    pass")
    found = "\n".join(migrations.problems(tmp_path))
    assert "0001_first" not in found.replace("follow 0001_first", "")
    assert "0002_mixed.py: changes tables and rows" in found
    assert "0003_fork.py and 0002_mixed.py both follow 0001_first" in found
    assert "0004_index.py" in found
    assert "postgresql_concurrently" in found
    assert "badname.py: name it" in found
