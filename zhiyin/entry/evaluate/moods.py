"""`zhiyin evaluate moods`: how customers feel, read from what they wrote."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiyin.entry.evaluate.figures import mood_figures
from zhiyin.entry.evaluate.labs import open_mood_lab
from zhiyin.entry.evaluate.sets import keep_to_one_core, rows
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.timing import percentiles


def run(
    test: Annotated[Path, typer.Option(help="Texts to read, with their moods: text, mood.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read how somebody feels from each text; `alarms` are texts told as angry at 70 % sure."""
    keep_to_one_core()
    lab = open_mood_lab()
    lab.mood("")
    judged = list[tuple[str, str, float]]()
    seconds = list[float]()
    for row in rows(test, "text", "mood"):
        before = time.perf_counter()
        name, sure = lab.mood(row["text"])
        seconds.append(time.perf_counter() - before)
        judged.append((row["mood"], name, sure))
    result: dict[str, Any] = {key: round(one, 4) for key, one in mood_figures(judged).items()}
    say(result | {"ms": percentiles(seconds)}, as_json=as_json)
