"""How commands talk to people: plain lines on the screen, mistakes on the error stream."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


@contextmanager
def plain_errors(*kinds: type[Exception]) -> Iterator[None]:
    """Turn the named errors, whose messages are written for people, into a line and exit code 1."""
    try:
        yield
    except kinds as error:
        err.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
