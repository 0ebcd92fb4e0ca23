"""`zhiyin evaluate pack`: whether the pack of shop language repeats itself."""

from typing import Annotated

import typer

from zhiyin.entry.evaluate.speak import say
from zhiyin.modules.understanding.interface import look_at_pack


def run(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Count what in the pack is alike: it is written line by line, not by templates."""
    found = look_at_pack()._asdict()
    say({name: round(value, 4) for name, value in found.items()}, as_json=as_json)
