"""`zhiyin evaluate classify`: what texts are filed under, learned from filed ones."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiyin.entry.evaluate.figures import accuracy, macro_f1
from zhiyin.entry.evaluate.labs import open_class_lab
from zhiyin.entry.evaluate.sets import keep_to_one_core, rows, text_of
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.timing import percentiles


def run(
    train: Annotated[Path, typer.Option(help="Texts to learn from: text, label, perhaps title.")],
    test: Annotated[Path, typer.Option(help="Texts to file, in the same form.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Learn classes from texts and file others under them."""
    keep_to_one_core()
    before = time.perf_counter()
    lab = open_class_lab()
    examples = [(text_of(row), row["label"]) for row in rows(train, "label")]
    lab.learn_classes(examples)
    built = time.perf_counter() - before
    seconds, pairs = list[float](), list[tuple[str, str]]()
    for row in rows(test, "label"):
        before = time.perf_counter()
        likely = lab.class_of(text_of(row))
        seconds.append(time.perf_counter() - before)
        pairs.append((row["label"], max(likely, key=lambda one: likely[one])))
    result: dict[str, Any] = {
        "n": len(pairs),
        "learned_from": len(examples),
        "classes": len({label for _, label in examples}),
        "accuracy": round(accuracy(pairs), 4),
        "macro_f1": round(macro_f1(pairs), 4),
        "ms": percentiles(seconds),
        "build_s": round(built, 1),
    }
    say(result, as_json=as_json)
