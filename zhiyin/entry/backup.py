"""One file that holds the database and the uploaded files, and the way back.

The key ring is never in it: whoever finds a backup cannot read what is encrypted, and a person
who was erased stays erased.
"""

import contextlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from zhiyin import __version__
from zhiyin.entry.demo_shop import has_staff
from zhiyin.entry.migrating import migrate
from zhiyin.entry.migration_steps import all_steps
from zhiyin.kernel.db.embedded import EmbeddedPostgres
from zhiyin.kernel.environment import libpq_url

DUMP = "database.dump"
FILES = "files"
MANIFEST = "manifest.json"

_ASIDE = "before_restore"


class BackupError(RuntimeError):
    """A backup or its return did not work; the message says what to do."""


@dataclass(frozen=True)
class BackupInfo:
    """What a backup says about itself."""

    version: str
    made_at: str
    steps: list[str]
    files: int


def back_up(database_url: str, data_dir: Path, files_dir: Path | None, target: Path) -> BackupInfo:
    """Write database and files into `target`; it appears only when it is complete.

    The database is dumped first. A file is stored before the message that shows it is committed,
    so every file the dump knows is there when the files are read afterwards.
    """
    partial = target.with_name(f"{target.name}.partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(handle, "wb") as raw,
            tarfile.open(fileobj=raw, mode="w:gz", compresslevel=1) as archive,
            tempfile.TemporaryDirectory(dir=target.parent) as folder,
        ):
            dump = Path(folder) / DUMP
            _dump(database_url, data_dir, dump)
            paths = _stored_files(files_dir)
            info = BackupInfo(
                __version__, datetime.now(UTC).isoformat(), _applied_steps(database_url), len(paths)
            )
            manifest = Path(folder) / MANIFEST
            manifest.write_text(json.dumps(info.__dict__, indent=2), encoding="utf-8")
            archive.add(manifest, MANIFEST)
            archive.add(dump, DUMP)
            for path in paths:
                archive.add(path, f"{FILES}/{path.relative_to(files_dir or path)}")
            archive.close()
            raw.flush()
            os.fsync(raw.fileno())
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    partial.replace(target)
    return info


def restore(
    source: Path,
    database_url: str,
    data_dir: Path,
    files_dir: Path | None,
    *,
    replace: bool = False,
) -> BackupInfo:
    """Bring database and files back as they were; on any failure everything stays as it was."""
    if not source.exists():
        raise BackupError(f"{source} does not exist.")
    with tempfile.TemporaryDirectory(dir=data_dir) as folder:
        info = _unpack(source, Path(folder))
        unknown = [step for step in info.steps if step not in all_steps()]
        if unknown:
            raise BackupError(
                f"This backup was made by Zhiyin {info.version}, which is newer than this one "
                f"({__version__}). Install that version or a newer one first."
            )
        _check_target(database_url, replace=replace)
        _load(database_url, data_dir, Path(folder) / DUMP)
        if files_dir is not None:
            _swap_files(Path(folder) / FILES, files_dir)
    migrate(database_url)
    return info


def _dump(database_url: str, data_dir: Path, target: Path) -> None:
    conninfo, environment = _connection(database_url)
    answer = subprocess.run(
        [
            *(_tool(data_dir, "pg_dump"), f"--dbname={conninfo}", f"--file={target}"),
            *("--format=custom", "--no-owner", "--no-privileges", "--compress=1"),
        ],
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )
    _check("pg_dump", answer.returncode, answer.stderr)


def _load(database_url: str, data_dir: Path, dump: Path) -> None:
    """Load into a new schema while the old one stands aside until all went well."""
    public, aside = sql.Identifier("public"), sql.Identifier(_ASIDE)
    with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
        with connection.transaction():
            connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(aside))
            connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(public, aside))
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(public))
        try:
            _replay(database_url, data_dir, dump)
        except BaseException:
            with connection.transaction():
                connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(public))
                connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(aside, public))
            raise
        connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(aside))


def _replay(database_url: str, data_dir: Path, dump: Path) -> None:
    """Feed the dump to the database as one transaction.

    It goes through `psql` instead of straight from `pg_restore`, because the latter starts with a
    setting that servers before version 17 refuse.
    """
    conninfo, environment = _connection(database_url)
    script = subprocess.Popen(
        [
            *(_tool(data_dir, "pg_restore"), "--file=-", "--no-owner", "--no-privileges"),
            *(f"--use-list={_contents(data_dir, dump)}", str(dump)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    player = subprocess.Popen(
        [
            *(_tool(data_dir, "psql"), f"--dbname={conninfo}", "--no-psqlrc", "--quiet"),
            *("--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"),
        ],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert script.stdout is not None
    assert player.stdin is not None
    with contextlib.suppress(BrokenPipeError):  # psql then says itself what it refused
        for line in script.stdout:
            if not line.startswith(b"SET transaction_timeout"):
                player.stdin.write(line)
            if line.startswith(b"SET row_security"):  # the last of the settings
                break
        shutil.copyfileobj(script.stdout, player.stdin, 1024 * 1024)
    script.stdout.close()
    player_words = player.communicate()[1]
    script_words = script.communicate()[1]
    _check("psql", player.returncode, player_words)
    _check("pg_restore", script.returncode, script_words)


def _contents(data_dir: Path, dump: Path) -> Path:
    """What to restore: everything but the schema `public` itself, which is there already."""
    answer = subprocess.run(
        [_tool(data_dir, "pg_restore"), "--list", dump], capture_output=True, check=False
    )
    _check("pg_restore", answer.returncode, answer.stderr)
    listing = answer.stdout.decode()
    kept = [line for line in listing.splitlines() if " SCHEMA - public " not in line]
    path = dump.with_name("contents")
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return path


def _check_target(database_url: str, *, replace: bool) -> None:
    with psycopg.connect(libpq_url(database_url)) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        ).fetchone()
        foreign = connection.execute(
            "SELECT to_regclass('public.alembic_version') IS NULL AND EXISTS (SELECT FROM "
            "pg_tables WHERE schemaname = 'public')"
        ).fetchone()
    if row and row[0]:
        raise BackupError(
            f"{row[0]} connections use this database. Stop web, worker and inference first."
        )
    if foreign and foreign[0]:
        raise BackupError("This database holds tables of something else. Name an empty one.")
    if has_staff(database_url) and not replace:
        raise BackupError(
            "This database is in use by a shop. To replace everything in it by the backup, say "
            "so with --replace."
        )


def _unpack(source: Path, folder: Path) -> BackupInfo:
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                _unpack_file(archive, member, folder)
        stored = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        info = BackupInfo(**stored)
    except (tarfile.TarError, OSError, EOFError, ValueError, TypeError) as error:
        raise BackupError(f"{source} is not a complete backup of Zhiyin: {error}") from error
    if not (folder / DUMP).exists():
        raise BackupError(f"{source} is not a complete backup of Zhiyin: it has no {DUMP}.")
    found = len(_stored_files(folder / FILES))
    if found != info.files:
        raise BackupError(f"{source} is damaged: {found} of {info.files} files are in it.")
    return info


def _unpack_file(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one file of ours; anything a backup of ours cannot hold makes it none.

    (`extractall` with a filter would do, but Python learned that only in 3.11.4.)
    """
    path = PurePosixPath(member.name)
    known = member.name in {MANIFEST, DUMP} or (path.parts[0] == FILES and len(path.parts) > 1)
    content = archive.extractfile(member) if member.isfile() else None
    if content is None or not known or path.is_absolute() or ".." in path.parts:
        raise tarfile.TarError(f"it holds {member.name!r}")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(content, file, 1024 * 1024)


def _swap_files(unpacked: Path, files_dir: Path) -> None:
    unpacked.mkdir(exist_ok=True)
    unpacked.chmod(0o700)
    aside = files_dir.with_name(f"{files_dir.name}.{_ASIDE}")
    shutil.rmtree(aside, ignore_errors=True)
    if files_dir.exists():
        files_dir.rename(aside)
    unpacked.rename(files_dir)
    shutil.rmtree(aside, ignore_errors=True)


def _stored_files(files_dir: Path | None) -> list[Path]:
    if files_dir is None or not files_dir.exists():
        return []
    return sorted(path for path in files_dir.rglob("*") if path.is_file())


def _applied_steps(database_url: str) -> list[str]:
    with psycopg.connect(libpq_url(database_url)) as connection:
        found = connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
        if not found or not found[0]:
            return []
        return [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]


def _tool(data_dir: Path, name: str) -> Path:
    return EmbeddedPostgres(data_dir).bin(name)


def _connection(database_url: str) -> tuple[str, dict[str, str]]:
    """Address and environment for PostgreSQL's programs: the password is no argument."""
    parameters = conninfo_to_dict(libpq_url(database_url))
    password = str(parameters.pop("password", "") or "")
    return make_conninfo("", **parameters), os.environ | {"PGPASSWORD": password}


def _check(name: str, code: int, words: bytes) -> None:
    if code != 0:
        raise BackupError(f"{name} failed: {words.decode(errors='replace').strip()}")
