"""`zhiyin evaluate emotion`: how chat messages sound, and what is urgent or threatens in them."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiyin.entry.evaluate.figures import accuracy, binary_f1, macro_f1
from zhiyin.entry.evaluate.labs import open_mood_lab
from zhiyin.entry.evaluate.sets import keep_to_one_core, rows
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.timing import percentiles

FLAGS = ("angry", "urgent", "threat")
_YES = ("1", "true", "yes", "True")


def run(
    test: Annotated[
        Path, typer.Option(help="Messages: text, sentiment, angry, urgent, threat (0 or 1).")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read how each message sounds with what comes with the product; nothing is learned here."""
    keep_to_one_core()
    lab = open_mood_lab()
    lab.feeling("")
    asked = rows(test, "text", "sentiment", *FLAGS)
    seconds = list[float]()
    felt = []
    for row in asked:
        before = time.perf_counter()
        felt.append(lab.feeling(row["text"]))
        seconds.append(time.perf_counter() - before)
    pairs = [(row["sentiment"], one.sentiment) for row, one in zip(asked, felt, strict=True)]
    figures = {"macro_f1": macro_f1(pairs), "accuracy": accuracy(pairs)}
    for name in FLAGS:
        told = [
            (row[name] in _YES, bool(getattr(one, name)))
            for row, one in zip(asked, felt, strict=True)
        ]
        figures[f"{name}_f1"] = binary_f1(told)
    result: dict[str, Any] = {"n": len(asked)}
    result |= {name: round(value, 4) for name, value in figures.items()}
    say(result | {"ms": percentiles(seconds)}, as_json=as_json)
