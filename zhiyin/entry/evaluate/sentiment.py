"""`zhiyin evaluate sentiment`: whether reviews are for or against."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiyin.entry.evaluate.figures import accuracy, area, macro_f1
from zhiyin.entry.evaluate.labs import open_class_lab, open_mood_lab
from zhiyin.entry.evaluate.sets import keep_to_one_core, rows, text_of
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.timing import percentiles

POSITIVE, NEGATIVE = "1", "0"


def run(
    test: Annotated[Path, typer.Option(help="Reviews to read: review (or text), label (1 or 0).")],
    train: Annotated[
        Path | None, typer.Option(help="Reviews to learn from, in the same form.")
    ] = None,
    no_train: Annotated[
        bool, typer.Option("--no-train", help="With what comes with the product alone.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Learn from reviews, unless told not to, and read others."""
    keep_to_one_core()
    before = time.perf_counter()
    if no_train or train is None:
        moods = open_mood_lab()

        def positive(text: str) -> float:
            return moods.praise(text)

    else:
        lab = open_class_lab()
        lab.learn_classes([(text_of(row), row["label"]) for row in rows(train, "label")])

        def positive(text: str) -> float:
            return lab.class_of(text)[POSITIVE]

    positive("")
    built = time.perf_counter() - before
    asked = rows(test, "label")
    seconds, likely = list[float](), list[float]()
    for row in asked:
        before = time.perf_counter()
        likely.append(positive(text_of(row)))
        seconds.append(time.perf_counter() - before)
    pairs = [
        (row["label"], POSITIVE if one >= 0.5 else NEGATIVE)
        for row, one in zip(asked, likely, strict=True)
    ]
    split = {
        label: [one for row, one in zip(asked, likely, strict=True) if row["label"] == label]
        for label in (POSITIVE, NEGATIVE)
    }
    figures = {
        "accuracy": accuracy(pairs),
        "macro_f1": macro_f1(pairs),
        "auc": area(split[POSITIVE], split[NEGATIVE]),
    }
    result: dict[str, Any] = {"n": len(asked), "trained": train is not None and not no_train}
    result |= {name: round(value, 4) for name, value in figures.items()}
    result |= {
        "ms_per_item": round(1000 * sum(seconds) / max(len(seconds), 1), 3),
        "ms": percentiles(seconds),
        "build_s": round(built, 1),
    }
    say(result, as_json=as_json)
