"""`zhiyin evaluate pairs`: whether two questions ask the same."""

import time
from pathlib import Path
from typing import Annotated

import typer

from zhiyin.entry.evaluate.figures import area
from zhiyin.entry.evaluate.labs import open_vector_lab
from zhiyin.entry.evaluate.sets import keep_to_one_core, pairs_of
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.vectors import EmbeddingsModel, EmbeddingsUrl


def run(
    train: Annotated[Path, typer.Option(help="Judged pairs: sentence1, sentence2, label.")],
    pairs: Annotated[Path, typer.Option(help="Pairs to judge, in the same form.")],
    embeddings: EmbeddingsUrl = None,
    embeddings_model: EmbeddingsModel = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Learn from judged pairs when two questions ask the same, and judge others."""
    keep_to_one_core()
    before = time.perf_counter()
    lab = open_vector_lab(embeddings, embeddings_model)
    lab.learn_pairs(pairs_of(train))
    built = time.perf_counter() - before
    judged = [(lab.same(one.one, one.two), one.same) for one in pairs_of(pairs)]
    right = sum((likely >= 0.5) == bool(same) for likely, same in judged)
    result = {
        "n": len(judged),
        "accuracy": round(right / max(len(judged), 1), 4),
        "auc": round(
            area([p for p, same in judged if same], [p for p, same in judged if not same]), 4
        ),
        "build_s": round(built, 1),
    }
    say(result, as_json=as_json)
