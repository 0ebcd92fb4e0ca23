"""`zhiyin backup FILE` and `zhiyin restore FILE`."""

import asyncio
from pathlib import Path

import typer

from zhiyin.entry.backup import BackupError, back_up
from zhiyin.entry.backup import restore as restore_backup
from zhiyin.entry.cli.speak import out, plain_errors
from zhiyin.entry.database import reachable_database
from zhiyin.entry.erasing_again import erase_again
from zhiyin.kernel.db.embedded import EmbeddedPostgres
from zhiyin.kernel.db.embedded_places import EmbeddedPostgresError
from zhiyin.kernel.environment import Environment, get_environment
from zhiyin.modules.customers.interface import noted_erased

commands = typer.Typer()


@commands.command()
def backup(file: Path) -> None:
    """Write database and files into one FILE (.tar.gz); people may go on working."""
    environment = get_environment()
    with (
        plain_errors(BackupError, EmbeddedPostgresError),
        reachable_database(environment) as url,
    ):
        info = back_up(url, environment.data_dir, _files_dir(environment), file.resolve())
    size = file.stat().st_size / 1024**2
    out.print(f"{file}: the database and {info.files} files, {size:.1f} MB.")
    out.print(f"Not in it: the key ring. Keep a copy of {environment.keyring_path.resolve()}")
    if environment.files_url:
        out.print("Not in it: the files, which lie in your object store. Back that up there.")


@commands.command()
def restore(
    file: Path,
    replace: bool = typer.Option(False, help="Replace a shop that is in this database."),
) -> None:
    """Bring back what a backup FILE holds, into an empty installation or with --replace."""
    environment = get_environment()
    with plain_errors(BackupError, EmbeddedPostgresError):
        _check_stopped(environment)
        _check_ring(environment)
        environment.data_dir.mkdir(parents=True, exist_ok=True, mode=0o711)
        with reachable_database(environment) as url:
            info = restore_backup(
                file, url, environment.data_dir, _files_dir(environment), replace=replace
            )
            erased = asyncio.run(erase_again(environment, url)) if noted_erased(environment) else 0
    out.print(f"Restored the state of {info.made_at}: the database and {info.files} files.")
    if erased:
        out.print(f"Erased again: {erased} customers who had been erased since that backup.")
    if not environment.keyring_path.exists():
        out.print(
            f"The key ring is missing: put your copy to {environment.keyring_path.resolve()} "
            "before starting, or encrypted phones and addresses cannot be read."
        )


def _check_stopped(environment: Environment) -> None:
    if environment.database_url is None and (
        EmbeddedPostgres(environment.data_dir).is_running_elsewhere()
    ):
        raise BackupError("Zhiyin is running. Stop `zhiyin serve` first, then restore.")


def _check_ring(environment: Environment) -> None:
    """Who was erased is erased again, for which their contacts must be read once more."""
    if noted_erased(environment) and not environment.keyring_path.exists():
        raise BackupError(
            f"The key ring is missing. Put your copy to {environment.keyring_path.resolve()} "
            "first: customers who were erased since the backup are erased again with it."
        )


def _files_dir(environment: Environment) -> Path | None:
    return None if environment.files_url else environment.files_dir
