"""`zhiyin evaluate intents`: what customers want, learned from examples."""

import time
from pathlib import Path
from typing import Annotated, Any

import psutil
import typer

from zhiyin.entry.evaluate.figures import intent_figures
from zhiyin.entry.evaluate.labs import open_intent_lab
from zhiyin.entry.evaluate.sets import intents_of, keep_to_one_core
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.timing import percentiles

MEGABYTE = 1024 * 1024


def run(
    train: Annotated[Path, typer.Option(help="Texts to learn from: text, intent (or category).")],
    dev: Annotated[Path, typer.Option(help="Texts to choose thresholds on, in the same form.")],
    test: Annotated[Path, typer.Option(help="Texts to understand, in the same form.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Learn intents from examples, choose thresholds on others, and understand further ones."""
    keep_to_one_core()
    before = time.perf_counter()
    lab = open_intent_lab()
    lab.learn_intents(intents_of(train), intents_of(dev))
    built = time.perf_counter() - before
    judged = list[tuple[str | None, str | None]]()
    seconds = list[float]()
    for one in intents_of(test):
        before = time.perf_counter()
        understood = lab.intent(one.text)
        seconds.append(time.perf_counter() - before)
        judged.append((one.intent, understood))
    figures = intent_figures(judged)
    result: dict[str, Any] = {name: round(value, 4) for name, value in figures.items()}
    result |= {
        "ms": percentiles(seconds),
        "build_s": round(built, 1),
        "rss_mb": round(psutil.Process().memory_info().rss / MEGABYTE),
    }
    say(result, as_json=as_json)
