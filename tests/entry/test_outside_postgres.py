"""The core works on an outside PostgreSQL as Debian packages it (15 or newer)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.cluster import OUTSIDE_VARIABLE
from tests.servers.debian_postgres import running_postgres
from tests.servers.folders import passable_folder
from tests.servers.programs import require_program

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.whole
@pytest.mark.long
def test_the_core_of_the_suite_passes_on_debians_postgresql() -> None:
    """Runs every test marked `smoke` once more, in a run of its own on that server."""
    postgres = Path(require_program("postgres"))
    with (
        passable_folder() as folder,
        running_postgres(postgres, folder) as url,
    ):
        kept = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
        answer = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-m", "smoke and not slow", "-p", "no:xdist",
             "-p", "no:cacheprovider", f"--basetemp={folder}/scratch", "tests"],
            cwd=ROOT, env=kept | {OUTSIDE_VARIABLE: url}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
    assert answer.returncode == 0, answer.stdout[-8000:] + answer.stderr[-2000:]
    assert " passed" in answer.stdout
