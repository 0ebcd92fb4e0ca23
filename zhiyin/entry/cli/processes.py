"""`zhiyin web`, `worker`, `inference`: single processes, for installations on several machines."""

import typer

from zhiyin.entry.cli.speak import err
from zhiyin.entry.process import run_process
from zhiyin.kernel.environment import get_environment

commands = typer.Typer()


@commands.command()
def web() -> None:
    """Serve screens and sockets (any number, behind a load balancer)."""
    _run("web")


@commands.command()
def worker() -> None:
    """Run timers, left-over events and sending (any number)."""
    _run("worker")


@commands.command()
def inference() -> None:
    """Run models and indexes (any number)."""
    _run("inference")


def _run(name: str) -> None:
    if get_environment().database_url is None:
        err.print("ZHIYIN_DATABASE_URL is not set. On one machine, `zhiyin serve` runs everything.")
        raise typer.Exit(1)
    run_process(name)
