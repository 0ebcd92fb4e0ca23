"""Programs the tests want beside Python: found, or skipped, or demanded."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

REQUIRE_VARIABLE = "ZHIYIN_TEST_REQUIRE"
MISSING = "missing here: "

_NAMES = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "redis-server": ("redis-server", "valkey-server"),
}
_DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


def find_program(name: str) -> str | None:
    """The path of a program, or None; `postgres` means an installation of Debian's."""
    if name == "postgres":
        versions = sorted(
            (path for path in _DEBIAN_POSTGRES.glob("*/bin/postgres")),
            key=lambda path: int(path.parent.parent.name),
        )
        return str(versions[-1]) if versions else None
    for candidate in _NAMES.get(name, (name,)):
        found = shutil.which(candidate)
        if found:
            return found
    return None


def require_program(name: str) -> str:
    """The path of a program; without it the test skips, or fails where all must run."""
    path = find_program(name)
    if path is None:
        skip_for_want_of(name)
    return path


def skip_for_want_of(what: str) -> NoReturn:
    """Skip a test because something is missing here, or fail where all must run."""
    if os.environ.get(REQUIRE_VARIABLE) == "all":
        pytest.fail(f"{MISSING}{what} (ZHIYIN_TEST_REQUIRE=all)", pytrace=False)
    pytest.skip(f"{MISSING}{what}")
