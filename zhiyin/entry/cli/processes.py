"""`zhiyin web`, `worker`, `inference`: single processes, for installations on several machines."""

import typer

from zhiyin.entry.process import run_process

commands = typer.Typer()


@commands.command()
def web() -> None:
    """Serve screens and sockets (any number, behind a load balancer)."""
    run_process("web")


@commands.command()
def worker() -> None:
    """Run timers, left-over events and sending (any number)."""
    run_process("worker")


@commands.command()
def inference() -> None:
    """Run models and indexes (any number)."""
    run_process("inference")
