"""The order of the modules and the files a module may have, for all checks."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "zhiyin" / "modules"
ORDER_FILE = ROOT / "tools" / "module-order.txt"

# From the top of a module down; a file imports only from files further down this list. Those
# inside one entry stand side by side.
INNER_ORDER: list[tuple[str, ...]] = [
    ("manifest",),
    ("listeners", "jobs", "live"),
    ("thinking",),
    ("contributions",),
    ("http", "visitor_http"),
    ("interface",),
    ("actions",),
    ("queries",),
    ("permissions", "settings"),
    ("models",),
    ("schemas",),
    ("rules",),
    ("events", "errors"),
]

USUAL_FILES = {name for names in INNER_ORDER for name in names}

CONTRIBUTIONS = {
    "cards",
    "clocks", "skills", "timeline", "steps", "triggers", "metrics", "personal", "commands", "bin",
    "automation",
    "demo", "fields", "objects", "kinds", "settings", "variables", "search", "placers", "notices",
    "promises", "moods", "entities", "words", "pages", "translators", "procedures",
}  # fmt: skip

# Doors: what others may import of a module, and what only `entry` may.
DOORS = {"interface", "events"}
ENTRY_DOORS = {"manifest"}


def read_order(path: Path = ORDER_FILE) -> list[list[str]]:
    """The lines of the order, each a list of modules that stand side by side."""
    lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return [[name.strip() for name in line.split("|")] for line in lines if line]


def modules_on_disk() -> list[str]:
    """Every folder of `zhiyin/modules`."""
    return sorted(
        path.name for path in MODULES.iterdir() if path.is_dir() and path.name != "__pycache__"
    )


def parts_of(module: str) -> list[str]:
    """The names of a module's files and folders, without endings."""
    folder = MODULES / module
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    folders = {path.name for path in folder.iterdir() if (path / "__init__.py").exists()}
    return sorted(files | folders)
