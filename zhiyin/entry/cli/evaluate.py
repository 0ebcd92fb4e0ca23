"""`zhiyin evaluate …`: how good answers are on sets of data, found in `zhiyin/entry/evaluate`."""

import typer

from zhiyin.entry import evaluate
from zhiyin.entry.cli.discovering import add_found

commands = typer.Typer()
_group = typer.Typer(help="Measure how good answers are, on sets of data.", no_args_is_help=True)
_group.callback()(lambda: None)
commands.add_typer(_group, name="evaluate")
add_found(_group, evaluate)
