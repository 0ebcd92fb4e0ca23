"""`zhiyin demo`: loads the demo shop into an empty database; plays a surge in a running one."""

import importlib
from typing import Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from zhiyin.entry.cli.accounts import print_accounts
from zhiyin.entry.cli.speak import err, out, plain_errors
from zhiyin.entry.database import reachable_database
from zhiyin.entry.demo_shop import (
    DemoRefusedError,
    check_demo_allowed,
    load_demo_if_empty,
)
from zhiyin.entry.migrating import migrate
from zhiyin.kernel.db.embedded_places import EmbeddedPostgresError
from zhiyin.kernel.environment import Environment, get_environment

commands = typer.Typer()


@commands.command()
def demo(
    accounts: bool = typer.Option(True, help="Print who may sign in."),
    surge: bool = typer.Option(
        False, help="Play a day with five times the arrivals in the running demo shop."
    ),
) -> None:
    """Load the demo shop into an empty database and print its accounts."""
    environment = get_environment()
    if surge:
        _play_surge(environment)
        return
    with plain_errors(EmbeddedPostgresError, DemoRefusedError):
        check_demo_allowed(environment)
        with reachable_database(environment) as url:
            migrate(url)
            if not _load_with_progress(url, environment):
                err.print("The database already has staff; the demo shop was not loaded.")
    if accounts:
        print_accounts(environment)


def _play_surge(environment: Environment) -> None:
    """Simulated visitors come over real sockets; the stages can be watched on the screen."""
    day: Any = importlib.import_module("zhiyin.entry.demo.surge_day")
    with plain_errors(EmbeddedPostgresError, DemoRefusedError):
        check_demo_allowed(environment)
        with reachable_database(environment) as url:
            out.print(f"Watch it 请看 {environment.base_url}/console/surges")
            reached = environment.model_copy(update={"database_url": url})
            try:
                day.run(reached, out.print)
            except day.NotServedError:
                err.print("No demo shop is running; start one with: zhiyin serve --demo")
                raise typer.Exit(1) from None


def _load_with_progress(database_url: str, environment: Environment) -> bool:
    """Load the demo shop, showing how far it is."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=out,
        transient=True,
    ) as bar:
        task = bar.add_task("Demo shop", total=1.0)
        return load_demo_if_empty(
            database_url,
            environment.data_dir,
            lambda what, share: bar.update(task, description=what, completed=share),
        )
