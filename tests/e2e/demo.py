"""The demo shop of the scenes: loaded once a run, copied for every file that plays in it."""

import hashlib
import shutil
from pathlib import Path

import psycopg
from psycopg import sql

from tests.servers.cluster import Cluster
from tests.servers.passwords import quick_passwords
from zhiyin.entry.demo.load import load_demo

_DONE = "loaded"


def demo_template(cluster: Cluster, folder: Path) -> str:
    """The name of a database with the demo shop in it, in which no conversation waits; its data
    folder is `folder / "demo"`. Whichever test process comes first makes both.
    """
    name = f"demo_{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    with psycopg.connect(cluster.admin_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(7002)")
        if (folder / "demo" / _DONE).exists():
            return name
        # What a run that was broken off has left.
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
        shutil.rmtree(folder / "demo", ignore_errors=True)
        cluster.copy_template(name)
        _load(cluster.url_of(name), folder / "demo")
        (folder / "demo" / _DONE).touch()
    return name


def copy_data(folder: Path, data_dir: Path) -> None:
    """Files and keys of the demo, for processes of one's own."""
    shutil.copytree(folder / "demo", data_dir, dirs_exist_ok=True)


def _load(database_url: str, data_dir: Path) -> None:
    with quick_passwords():
        load_demo(database_url, data_dir, lambda *_: None, customers=60, conversations=80)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("UPDATE conversations SET state = 'closed', closed_at = now()"
                           " WHERE state <> 'closed'")  # fmt: skip
        # The scenes are the same at any time of the day.
        connection.execute("UPDATE shops SET hours = NULL")
        connection.execute("UPDATE work_items SET state = 'done', assignee_id = NULL")
        connection.execute("UPDATE loads SET used = 0")
        connection.execute("UPDATE announcements SET withdrawn_at = now()")
