"""`zhiyin bench …`: measurements, found in `zhiyin/entry/bench`."""

import typer

from zhiyin.entry import bench
from zhiyin.entry.cli.discovering import add_found

commands = typer.Typer()
_group = typer.Typer(help="Measure this machine and this version.", no_args_is_help=True)
_group.callback()(lambda: None)
commands.add_typer(_group, name="bench")
add_found(_group, bench)
