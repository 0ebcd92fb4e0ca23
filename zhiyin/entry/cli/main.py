"""The command `zhiyin`. Only the command that is called is imported, so that all start fast."""

import sys

import typer
from pydantic import ValidationError

from zhiyin.entry.importing import import_whole
from zhiyin.kernel.environment import get_environment

# The order here is the order of `zhiyin --help`.
COMMANDS: dict[str, str] = {
    "serve": "zhiyin.entry.cli.serve",
    "web": "zhiyin.entry.cli.processes",
    "worker": "zhiyin.entry.cli.processes",
    "inference": "zhiyin.entry.cli.processes",
    "migrate": "zhiyin.entry.cli.migrate",
    "demo": "zhiyin.entry.cli.demo",
    "doctor": "zhiyin.entry.cli.doctor",
    "backup": "zhiyin.entry.cli.backup",
    "restore": "zhiyin.entry.cli.backup",
    "bench": "zhiyin.entry.cli.bench",
    "evaluate": "zhiyin.entry.cli.evaluate",
    "train": "zhiyin.entry.cli.train",
    "openapi": "zhiyin.entry.cli.openapi",
}


def build(arguments: list[str]) -> typer.Typer:
    """The command line with the commands these arguments can reach."""
    app = typer.Typer(
        help="Zhiyin 知音: customer service for online shops.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    called = next((word for word in arguments if word in COMMANDS), None)
    modules = [COMMANDS[called]] if called else list(dict.fromkeys(COMMANDS.values()))
    for name in modules:
        part: typer.Typer = import_whole(name).commands
        app.add_typer(part)
    return app


def main() -> None:
    """Entry point of the script `zhiyin`."""
    try:
        get_environment()
    except ValidationError as error:
        for problem in error.errors():
            name = f"ZHIYIN_{str(problem['loc'][0]).upper()}"
            sys.stderr.write(f"{name}: {problem['msg']}\n")
        sys.exit(1)
    build(sys.argv[1:])()


def _root() -> None:
    """A group of commands needs a callback even when it has no options."""


if __name__ == "__main__":
    main()
