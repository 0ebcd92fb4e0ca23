"""Writes the API description and the typed clients made from it, or checks that both are fresh."""

import json
import subprocess
import sys
from pathlib import Path

from tools.modules import ROOT
from zhiyin.entry.describing import openapi_text

# Each front end that has a typed client keeps the description it was made from beside it.
DOCUMENTS = [
    ROOT / "web" / front / "src" / "api" / "openapi.json" for front in ("console", "widget")
]


def main() -> int:
    """Write; with --check, fail when what is committed differs from what would be written."""
    text = openapi_text()
    stale = False
    for document in DOCUMENTS:
        front = document.parents[2]
        if not _has_generator(front):
            continue
        before = _texts(document.parent)
        document.write_text(text, encoding="utf-8")
        subprocess.run(["npm", "run", "--silent", "generate"], cwd=front, check=True)
        if "--check" in sys.argv and _texts(document.parent) != before:
            print(
                f"{document.parent.relative_to(ROOT)} is older than the server's API. It has just "
                "been written anew: look at the difference and commit it (`make openapi`)."
            )
            stale = True
    return 1 if stale else 0


def _has_generator(front: Path) -> bool:
    package = front / "package.json"
    if not package.exists():
        return False
    scripts = json.loads(package.read_text(encoding="utf-8")).get("scripts", {})
    return "generate" in scripts


def _texts(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    sys.exit(main())
