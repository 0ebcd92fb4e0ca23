"""How commands talk to people: plain lines on the screen, mistakes on the error stream."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import typer
from rich.console import Console

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


@contextmanager
def plain_errors(*kinds: type[Exception]) -> Iterator[None]:
    """Turn errors whose messages are written for people into a line and exit code 1.

    That the database is away is among them for every command.
    """
    try:
        yield
    except psycopg.OperationalError as error:
        err.print(f"The database does not answer: {error}", style="red", markup=False)
        err.print("Check ZHIYIN_DATABASE_URL; `zhiyin doctor` looks closer.")
        raise typer.Exit(1) from error
    except kinds as error:
        err.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
