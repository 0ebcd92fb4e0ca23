"""`zhiyin evaluate groups`: whether questions that ask the same are put together."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiyin.entry.evaluate.figures import group_figures
from zhiyin.entry.evaluate.labs import open_intent_lab
from zhiyin.entry.evaluate.sets import asked_of, keep_to_one_core
from zhiyin.entry.evaluate.speak import say
from zhiyin.modules.understanding.interface import near_misses


def run(
    queries: Annotated[Path, typer.Option(help="Questions and what each asks for: query, faq_id.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Group questions by what they ask, as the learning page does, and compare with what is known.

    Of pairs that look alike and ask for different things it says how many fell together.
    """
    keep_to_one_core()
    lab = open_intent_lab()
    asked = [(one.text, one.id) for one in asked_of(queries) if one.id is not None]
    before = time.perf_counter()
    groups = lab.group([text for text, _ in asked])
    spent = time.perf_counter() - before
    pairs = near_misses()
    together = sum(len(set(lab.group([pair.one, pair.two]))) == 1 for pair in pairs)
    figures = group_figures([wanted for _, wanted in asked], groups)
    result: dict[str, Any] = {name: round(value, 4) for name, value in figures.items()}
    result |= {
        "near_pairs": len(pairs),
        "near_together": round(together / max(len(pairs), 1), 4),
        "seconds": round(spent, 2),
    }
    say(result, as_json=as_json)
