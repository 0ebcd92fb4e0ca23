"""Writes the next step of the database's history: `make new-migration NAME=stock_items`.

Compares the tables in the code with a scratch database that has all steps so far, and writes the
difference for you to read and correct.
"""

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine

from tools.modules import ROOT
from tools.tables import all_tables, is_ours
from zhiyin.entry.migrating import migrate
from zhiyin.kernel.db.embedded import EmbeddedPostgres

_NAME = re.compile(r"^[a-z][a-z0-9_]{2,40}$")


def write_step(root: Path, name: str, database_url: str) -> Path:
    """Write the step against a database that may be changed, and return its file."""
    versions = root / "zhiyin" / "migrations" / "versions"
    number = max((int(path.name[:4]) for path in versions.glob("[0-9]*.py")), default=0) + 1
    step = f"{number:04d}_{name}"
    migrate(database_url)
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(root / "zhiyin" / "migrations"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s")
    engine = create_engine(
        database_url.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=NullPool
    )
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        config.attributes["include_object"] = is_ours
        config.attributes["metadata"] = all_tables()
        command.revision(
            config, message=name.replace("_", " ").capitalize(), autogenerate=True, rev_id=step
        )
    path = versions / f"{step}.py"
    subprocess.run([sys.executable, "-m", "ruff", "check", "--fix", "--quiet", path], check=False)
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", path], check=True)
    return path


def main() -> int:
    """Start a scratch database and write the step."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if not _NAME.match(name):
        print(
            "NAME says in lower-case words what the step does: make new-migration NAME=stock_items"
        )
        return 1
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # as root, the database's user must pass
        with EmbeddedPostgres(Path(folder) / "data", overrides={"fsync": "off"}) as server:
            path = write_step(ROOT, name, server.url)
    print(f"{path.relative_to(ROOT)}: read it, correct it, keep tables and rows in separate steps.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
