"""Commands found by file: who adds a file with a function `run` has added a command."""

import importlib
import pkgutil
from types import ModuleType

import typer


def add_found(group: typer.Typer, package: ModuleType) -> None:
    """Every file of the package that has a function `run` is a command with the file's name."""
    for found in pkgutil.iter_modules(package.__path__):
        run = getattr(importlib.import_module(f"{package.__name__}.{found.name}"), "run", None)
        if run is not None:
            group.command(found.name.replace("_", "-"))(run)
