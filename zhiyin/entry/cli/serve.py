"""`zhiyin serve`: a whole installation on this machine with one command."""

import os
import signal
import subprocess
import sys

import typer

from zhiyin.entry.cli.accounts import print_accounts
from zhiyin.entry.cli.speak import err, out, plain_errors
from zhiyin.entry.demo_shop import (
    DemoRefusedError,
    check_demo_allowed,
    demo_accounts,
    has_staff,
    is_available,
)
from zhiyin.entry.forking import fork, import_ahead
from zhiyin.entry.health import is_healthy
from zhiyin.entry.migration_steps import is_current
from zhiyin.entry.supervisor import PortTakenError, Supervisor
from zhiyin.kernel.db.embedded import EmbeddedPostgres
from zhiyin.kernel.db.embedded_places import EmbeddedPostgresError
from zhiyin.kernel.environment import Environment, get_environment, libpq_url

commands = typer.Typer()


@commands.command()
def serve(
    demo: bool = typer.Option(False, help="Load the demo shop into an empty database."),
    live: bool = typer.Option(False, help="Let simulated visitors keep the demo shop busy."),
) -> None:
    """Run everything on this machine until Ctrl-C."""
    environment = get_environment()
    with plain_errors(EmbeddedPostgresError, DemoRefusedError, PortTakenError):
        if demo or live:
            check_demo_allowed(environment)
        supervisor = Supervisor(environment.data_dir, _say, fork=fork)
        supervisor.listen(environment.host, environment.port)
        # Until the supervisor watches for signals itself, a stop is an interrupt like Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            _run(supervisor, environment, demo=demo or live, live=live)
        except KeyboardInterrupt:
            out.print("Stopping.")
        finally:
            supervisor.stop()


def _children(environment: Environment, live: bool) -> list[str]:
    names = ["web"] * environment.web_processes + ["worker", "inference"]
    return [*names, "live"] if live and is_available() else names


def _run(supervisor: Supervisor, environment: Environment, *, demo: bool, live: bool) -> None:
    if environment.database_url:
        supervisor.database_url = libpq_url(environment.database_url)
        import_ahead()
    else:
        server = EmbeddedPostgres(environment.data_dir)
        supervisor.database = server
        server.start(meanwhile=import_ahead)
        supervisor.database_url = server.url
    if not is_current(supervisor.database_url):
        _run_command("migrate", database_url=supervisor.database_url)
    if demo and is_available() and not has_staff(supervisor.database_url):
        _run_command("demo", "--no-accounts", database_url=supervisor.database_url)
    supervisor.start(_children(environment, live))
    if supervisor.wait_until(lambda: is_healthy(environment)):
        _print_addresses(environment, set_up=has_staff(supervisor.database_url))
    supervisor.hand_over()
    out.print("Stopping.")


def _run_command(*words: str, database_url: str) -> None:
    """Run another command of ours in a process that takes its memory with it when it ends."""
    answer = subprocess.run(
        [sys.executable, "-m", "zhiyin.entry.cli.main", *words],
        env=os.environ | {"ZHIYIN_DATABASE_URL": database_url},
        check=False,
    )
    if answer.returncode != 0:
        raise typer.Exit(answer.returncode)


def _print_addresses(environment: Environment, *, set_up: bool) -> None:
    base = environment.base_url
    out.print()
    out.print("[bold]Zhiyin 知音 is running.[/bold]")
    out.print(f"  Console 工作台           {base}/console/")
    if demo_accounts(environment.data_dir):
        out.print(f"  Demo shop 演示店铺       {base}/demo")
        out.print(f"  Help centre 帮助中心     {base}/help/tea")
    if not set_up:
        out.print(f"  Set-up 初次设置          {base}/console/setup")
    out.print(f"  API documentation 接口   {base}/api/docs")
    out.print()
    print_accounts(environment)
    out.print("Ctrl-C stops everything.")


def _say(line: str) -> None:
    err.print(line, style="yellow", markup=False)
