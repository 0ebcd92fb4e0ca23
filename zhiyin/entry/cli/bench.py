"""`zhiyin bench …`: measurements, found in `zhiyin/entry/bench`."""

import importlib
import pkgutil

import typer

from zhiyin.entry import bench

commands = typer.Typer()
_group = typer.Typer(help="Measure this machine and this version.", no_args_is_help=True)
_group.callback()(lambda: None)
commands.add_typer(_group, name="bench")


def _discover() -> None:
    """Every file of `entry/bench` that has a function `run` is a command with the file's name."""
    for found in pkgutil.iter_modules(bench.__path__):
        run = getattr(importlib.import_module(f"{bench.__name__}.{found.name}"), "run", None)
        if run is not None:
            _group.command(found.name.replace("_", "-"))(run)


_discover()
