"""`zhiyin evaluate entities`: named things in messages, by their exact places and values."""

import time
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiyin.entry.evaluate.figures import f1
from zhiyin.entry.evaluate.labs import open_entity_lab
from zhiyin.entry.evaluate.sets import keep_to_one_core, lines_of
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.timing import percentiles

Place = tuple[str, int, int]


def run(
    test: Annotated[
        Path,
        typer.Option(help="JSON lines: text, entities (each with type, start, end, value)."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Find named things in messages; one is right if its type, its start and its end are."""
    keep_to_one_core()
    lab = open_entity_lab()
    lab.entities("订单")
    right, found, there = Counter[str](), Counter[str](), Counter[str]()
    same, valued = 0, 0
    seconds = list[float]()
    asked = lines_of(test)
    for row in asked:
        before = time.perf_counter()
        read = lab.entities(row["text"])
        seconds.append(time.perf_counter() - before)
        values: dict[Place, str] = {(one.type, one.start, one.end): one.value for one in read}
        wanted: dict[Place, Any] = {
            (one["type"], one["start"], one["end"]): one.get("value") for one in row["entities"]
        }
        found.update(place[0] for place in values)
        there.update(place[0] for place in wanted)
        for place in values.keys() & wanted.keys():
            right[place[0]] += 1
            if wanted[place] is not None:
                valued += 1
                same += str(wanted[place]) == values[place]
    result: dict[str, Any] = {
        "n": len(asked),
        "entities": there.total(),
        "micro_f1": round(f1(right.total(), found.total(), there.total()), 4),
        "value_accuracy": round(same / max(valued, 1), 4),
        "types": {
            name: {
                "n": there[name],
                "precision": round(right[name] / max(found[name], 1), 4),
                "recall": round(right[name] / max(there[name], 1), 4),
                "f1": round(f1(right[name], found[name], there[name]), 4),
            }
            for name in sorted(there | found)
        },
        "ms": percentiles(seconds),
    }
    say(result, as_json=as_json)
