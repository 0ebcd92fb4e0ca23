"""The how-to pages, followed to the letter in a copy of the sources."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.programs import find_program, skip_for_want_of

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "guide" / "develop"
PAGES = ["add-a-module.md", "add-an-event.md", "add-a-setting.md", "add-a-job.md"]
STEP = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHECKS = [
    ["ruff", "check", "zhiyin", "tests/modules"],
    ["ruff", "format", "--check", "zhiyin", "tests/modules"],
    *([f"tools.{name}"] for name in ("imports", "lengths", "layout", "migrations", "translations")),
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guides")
    skipped = shutil.ignore_patterns("__pycache__", "built", "node_modules")
    for name in ("zhiyin", "tools", "tests", "web"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    shutil.rmtree(folder / "tests" / "modules", ignore_errors=True)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _run(folder: Path, *words: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False,
        env={"PATH": _path(), "PYTHONPATH": str(folder), "HOME": str(folder)},
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout + answer.stderr


def _path() -> str:
    return f"{Path(sys.executable).parent}:/usr/bin:/bin"


def _follow(folder: Path, page: str) -> list[str]:
    """Do what a page says: write its files, run its commands that write files.

    Answers the tests it tells to run: those of all pages are run together, as are the checks.
    """
    told: list[str] = []
    for kind, title, text in STEP.findall((GUIDES / page).read_text(encoding="utf-8")):
        if title:
            path = folder / title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif kind == "sh":
            for line in text.splitlines():
                told += _command(folder, line)
    return told


def _command(folder: Path, line: str) -> list[str]:
    words = dict(re.findall(r"(\w+)=(\S+)", line))
    if line.startswith("make new-module"):
        _run(folder, "tools.new_module", words["NAME"], words["LINE"])
    elif line.startswith("make new-migration"):
        _run(folder, "tools.new_migration", words["NAME"])
    elif line.startswith("make openapi"):
        _run(folder, "tools.openapi")
    elif line.startswith("make test"):
        return [words["TESTS"]]
    return []


@pytest.fixture(scope="module")
def followed(copy: Path) -> list[str]:
    """The pages for the server are followed; the tests they tell to run."""
    return [test for page in PAGES for test in _follow(copy, page)]


@pytest.mark.whole
@pytest.mark.long
def test_pages_for_the_server_work_when_followed_to_the_letter(
    copy: Path, followed: list[str]
) -> None:
    assert followed
    scratch = f"--basetemp={copy / 'scratch'}"
    _run(copy, "pytest", "-q", "-p", "no:cacheprovider", scratch, *sorted(set(followed)))
    for check in CHECKS:
        _run(copy, *check)


@pytest.mark.slow
@pytest.mark.usefixtures("followed")
def test_what_the_pages_make_is_fully_typed(copy: Path) -> None:
    _run(copy, "mypy")


@pytest.mark.slow
@pytest.mark.usefixtures("followed")
def test_page_for_a_screen_compiles(copy: Path) -> None:
    packages = ROOT / "web" / "console" / "node_modules"
    widget = ROOT / "web" / "widget" / "node_modules"
    if find_program("node") is None or not packages.exists():
        skip_for_want_of("the console's packages (make build-web)")
    (copy / "web" / "console" / "node_modules").symlink_to(packages)
    (copy / "web" / "widget" / "node_modules").symlink_to(widget)
    _follow(copy, "add-a-screen.md")
    for tool in (["biome", "check", "src/modules/stock"], ["tsc", "--noEmit"]):
        answer = subprocess.run(
            [packages / ".bin" / tool[0], *tool[1:]], cwd=copy / "web" / "console",
            capture_output=True, text=True, check=False, env={"PATH": _path()},
        )  # fmt: skip
        assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    "page",
    [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "README.zh-CN.md"],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        file, _, heading = target.partition("#")
        there = page.parent / file if file else page
        assert there.exists(), target
        assert not heading or there.suffix != ".md" or heading in _headings(there), target


def _headings(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


PAIRED = [*(ROOT / "docs" / "guide" / "agent").iterdir(),
          *(ROOT / "docs" / "guide" / "supervisor").iterdir()]  # fmt: skip


@pytest.mark.parametrize("page", PAIRED, ids=lambda page: page.name)
def test_pages_for_agents_and_supervisors_are_in_both_languages(page: Path) -> None:
    """Each has its other half, says so at its top, and both have the same sections."""
    stem = page.name.removesuffix(".md").removesuffix(".zh-CN")
    half = page.with_name(f"{stem}.md" if ".zh-CN" in page.name else f"{stem}.zh-CN.md")
    head = "".join(page.read_text(encoding="utf-8").splitlines()[:4])
    assert f"]({half.name})" in head
    sections = [re.findall(r"^(#+) ", one.read_text(encoding="utf-8"), re.MULTILINE)
                for one in (page, half)]  # fmt: skip
    assert sections[0] == sections[1]
