"""`zhiyin migrate`: brings the database to the newest shape."""

import typer

from zhiyin.entry.cli.speak import out, plain_errors
from zhiyin.entry.database import reachable_database
from zhiyin.entry.migrating import migrate, pending
from zhiyin.kernel.db.embedded_places import EmbeddedPostgresError
from zhiyin.kernel.environment import get_environment

commands = typer.Typer()


@commands.command("migrate")
def migrate_command(
    check: bool = typer.Option(False, help="Only say what is missing; exit code 1 if anything is."),
) -> None:
    """Bring the database to the newest shape."""
    with (
        plain_errors(EmbeddedPostgresError),
        reachable_database(get_environment()) as url,
    ):
        steps = pending(url) if check else migrate(url)
    for step in steps:
        out.print(f"{'missing' if check else 'done'}: {step}")
    if not steps:
        out.print("The database is up to date.")
    elif check:
        raise typer.Exit(1)
