"""`zhiyin evaluate complaints`: how grave stories are judged, by rules and what is shipped."""

import time
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiyin.entry.evaluate.figures import accuracy, macro_f1
from zhiyin.entry.evaluate.labs import open_mood_lab
from zhiyin.entry.evaluate.sets import keep_to_one_core, rows
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.timing import percentiles
from zhiyin.modules.complaints.interface import Facts, Felt, grade

COLUMNS = ("text", "level", "earlier", "key_customer", "waiting_hours")


def run(
    test: Annotated[
        Path,
        typer.Option(help="Stories: text, level (1-4), earlier, key_customer, waiting_hours."),
    ],
    with_mood: Annotated[
        bool, typer.Option("--mood/--rules-alone", help="Also read the mood of the words.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="Print what is judged otherwise.")] = False,
) -> None:
    """Judge how grave each story is, as the product does when a complaint is filed."""
    keep_to_one_core()
    lab = open_mood_lab() if with_mood else None
    if lab is not None:
        lab.feeling("")
    pairs: list[tuple[str, str]] = []
    seconds: list[float] = []
    for row in rows(test, *COLUMNS):
        before = time.perf_counter()
        felt = None
        if lab is not None:
            feeling = lab.feeling(row["text"])
            felt = Felt(float(feeling.angry), float(feeling.threat))
        facts = Facts(
            row["text"],
            felt,
            earlier=int(row["earlier"]),
            key_customer=row["key_customer"] == "1",
            waiting_hours=float(row["waiting_hours"]),
        )
        found = grade(facts)
        seconds.append(time.perf_counter() - before)
        pairs.append((row["level"], str(found.level)))
        if wrong and str(found.level) != row["level"]:
            why = ", ".join(f"{one.code} {one.points}" for one in found.reasons)
            typer.echo(f"{row['level']} -> {found.level} ({why}): {row['text']}")
    near = sum(abs(int(wanted) - int(got)) <= 1 for wanted, got in pairs) / max(len(pairs), 1)
    figures = {"accuracy": accuracy(pairs), "within_one": near, "macro_f1": macro_f1(pairs)}
    result: dict[str, Any] = {
        "n": len(pairs),
        "levels": dict(sorted(Counter(w for w, _ in pairs).items())),
    }
    result |= {name: round(value, 4) for name, value in figures.items()}
    say(result | {"ms": percentiles(seconds)}, as_json=as_json)
