"""Whether a database has the newest shape, told without loading the migration machinery.

Every start asks this; the answer is nearly always yes, and Alembic with SQLAlchemy would cost
the supervisor half a second and 40 MB for it.
"""

import re
from pathlib import Path

import psycopg

from zhiyin.kernel.environment import libpq_url

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

_REVISION = re.compile(r"^revision(?:: *str)? *= *[\"']([^\"']+)[\"']", re.MULTILINE)
_DOWN = re.compile(r"^down_revision(?:: *[^=]+)? *= *[\"']([^\"']+)[\"']", re.MULTILINE)


def newest_steps(folder: Path = MIGRATIONS / "versions") -> set[str]:
    """The names of the steps that no other step follows; one, unless two branches met."""
    followed = {name for text in _texts(folder) for name in _DOWN.findall(text)}
    return all_steps(folder) - followed


def all_steps(folder: Path = MIGRATIONS / "versions") -> set[str]:
    """The names of every step this version knows."""
    return {name for text in _texts(folder) for name in _REVISION.findall(text)}


def _texts(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]


def is_current(database_url: str) -> bool:
    """Whether the database has been brought to the newest step."""
    with psycopg.connect(libpq_url(database_url)) as connection:
        found = connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
        if not found or not found[0]:
            return not newest_steps()
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return {row[0] for row in rows} == newest_steps()
