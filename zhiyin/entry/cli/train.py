"""`zhiyin train …`: learns anew, from what we wrote, the weights that are shipped."""

import importlib.util
from pathlib import Path
from typing import Annotated

import typer

from zhiyin.entry.cli.speak import out, plain_errors
from zhiyin.entry.evaluate.labs import open_trainer
from zhiyin.entry.evaluate.speak import say
from zhiyin.kernel.contracts.evaluations import TrainingError

commands = typer.Typer()
_group = typer.Typer(help="Learn anew what comes with the product.", no_args_is_help=True)
_group.callback()(lambda: None)
commands.add_typer(_group, name="train")


@_group.command("encoder")
def encoder(
    to: Annotated[
        Path | None, typer.Option(help="Write the encoder here; without it nothing is kept.")
    ] = None,
    curve: Annotated[
        bool, typer.Option(help="Also learn from parts of the pack, to see what more would bring.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Learn the encoder from the pack, and try it on a fifth of the pack it has not seen."""
    with plain_errors(TrainingError):
        if importlib.util.find_spec("torch") is None:
            raise TrainingError(
                "Learning the encoder needs PyTorch: pip install 'zhiyin[train]' and try again."
            )
        trainer = open_trainer("encoder")
        say(trainer(to, out.print, curve=curve), as_json=as_json)


@_group.command("moods")
def moods(
    to: Annotated[
        Path | None, typer.Option(help="Write the weights here; without it nothing is kept.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Learn from our lines how somebody feels; belongs after the encoder."""
    say(open_trainer("moods")(to, out.print), as_json=as_json)
