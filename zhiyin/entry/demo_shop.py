"""The demo shop as the command line sees it: load it once, say who may sign in."""

import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from zhiyin.kernel.environment import Environment, libpq_url

ACCOUNTS_FILE = "demo-accounts.json"

Progress = Callable[[str, float], None]
"""Called with what is being made and how much of all work is done (0 to 1)."""


class DemoRefusedError(RuntimeError):
    """The demo may not be loaded here."""


@dataclass(frozen=True)
class DemoAccount:
    """Somebody of the demo shop's team with whom one can sign in."""

    role: dict[str, str]
    name: str
    email: str
    password: str


def check_demo_allowed(environment: Environment) -> None:
    """Refuse a demo that strangers could reach: its passwords are printed on the screen."""
    if not environment.is_loopback:
        raise DemoRefusedError(
            f"The demo shop is only for trying things out on this machine, and {environment.host} "
            "can be reached from others. Leave ZHIYIN_HOST unset, or start without the demo."
        )


def is_available() -> bool:
    """Whether this build brings a demo shop."""
    return (Path(__file__).parent / "demo" / "load.py").exists()


def load_demo_if_empty(database_url: str, data_dir: Path, progress: Progress) -> bool:
    """Load the demo shop into a database without staff; tells whether it did."""
    if not is_available() or has_staff(database_url):
        return False
    loader: Any = importlib.import_module("zhiyin.entry.demo.load")
    loader.load_demo(database_url, data_dir, progress)
    return True


def demo_accounts(data_dir: Path) -> list[DemoAccount]:
    """The accounts the loader wrote down; none when no demo was loaded."""
    path = data_dir / ACCOUNTS_FILE
    if not path.exists():
        return []
    stored = json.loads(path.read_text(encoding="utf-8"))
    return [DemoAccount(row["role"], row["name"], row["email"], row["password"]) for row in stored]


def has_staff(database_url: str) -> bool:
    """Whether anybody can sign in to this database."""
    with psycopg.connect(libpq_url(database_url)) as connection:
        exists = connection.execute("SELECT to_regclass('public.staff') IS NOT NULL").fetchone()
        if not exists or not exists[0]:
            return False
        row = connection.execute("SELECT EXISTS (SELECT FROM staff)").fetchone()
    return bool(row and row[0])
