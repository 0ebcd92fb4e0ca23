"""The PostgreSQL of the system's packages, standing for an outside database."""

import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from tests.servers.patience import PATIENCE

PASSWORD = "outside"


@contextmanager
def running_postgres(postgres: Path, folder: Path) -> Iterator[str]:
    """The address of its superuser while it runs; data and socket lie in `folder`."""
    run_as: dict[str, Any] = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        run_as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    word = folder / "password"
    word.write_text(PASSWORD)
    word.chmod(0o644)
    subprocess.run(
        [
            postgres.with_name("initdb"), "-D", folder / "data", "-U", "outside",
            f"--pwfile={word}", "-A", "scram-sha-256", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync",
        ],
        check=True, capture_output=True, cwd="/", **run_as,
    )  # fmt: skip
    server = subprocess.Popen(
        [
            postgres, "-D", folder / "data", "-k", folder, "-c", "listen_addresses=",
            "-c", "max_connections=300", "-c", "fsync=off",
        ],
        stderr=subprocess.DEVNULL, cwd="/", **run_as,
    )  # fmt: skip
    url = f"postgresql://outside:{PASSWORD}@/postgres?host={quote(str(folder), safe='')}"
    try:
        _wait(url)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            assert time.monotonic() < deadline, "the outside PostgreSQL did not start"
            time.sleep(0.05)
        else:
            return
