"""`zhiyin evaluate faq`: standard questions found by how customers ask."""

import time
from pathlib import Path
from typing import Annotated, Any

import psutil
import typer

from zhiyin.entry.evaluate.baselines import baselines
from zhiyin.entry.evaluate.figures import faq_figures
from zhiyin.entry.evaluate.labs import open_vector_lab
from zhiyin.entry.evaluate.questioning import ask_all
from zhiyin.entry.evaluate.sets import asked_of, bank_of, keep_to_one_core, lines_of
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.vectors import EmbeddingsModel, EmbeddingsUrl
from zhiyin.kernel.contracts.evaluations import AskedQuestion, Lab

MEGABYTE = 1024 * 1024


def run(
    bank: Annotated[Path, typer.Option(help="Standard questions: faq_id, question.")],
    train: Annotated[Path, typer.Option(help="What customers asked before: query, faq_id.")],
    queries: Annotated[
        Path | None, typer.Option(help="What they ask now: query, faq_id (OOS: no answer).")
    ] = None,
    candidates: Annotated[
        Path | None,
        typer.Option(help="JSON lines of query, gold, candidates: which one of a few is meant."),
    ] = None,
    simple: Annotated[
        bool, typer.Option(help="Also what simple methods find in the same questions.")
    ] = False,
    embeddings: EmbeddingsUrl = None,
    embeddings_model: EmbeddingsModel = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Build a knowledge base as the product does, and ask it every question as the bot would."""
    if queries is None and candidates is None:
        raise typer.BadParameter("Give --queries, or --candidates, or both.")
    keep_to_one_core()
    before = time.perf_counter()
    lab = open_vector_lab(embeddings, embeddings_model)
    lab.stock(bank_of(bank), asked_of(train))
    result: dict[str, Any] = {"build_s": round(time.perf_counter() - before, 1)}
    if queries is not None:
        asked = asked_of(queries)
        result |= _ask(lab, asked)
        if simple:
            result["simple"] = baselines(bank_of(bank), asked_of(train), asked)
    if candidates is not None:
        result["choice"] = _choose(lab, lines_of(candidates))
    result["rss_mb"] = round(psutil.Process().memory_info().rss / MEGABYTE)
    say(result, as_json=as_json)


def _ask(lab: Lab, asked: list[AskedQuestion]) -> dict[str, Any]:
    answered = ask_all(lab, asked)
    figures = faq_figures(answered.outcomes, answered.threshold, lab.promised)
    return {name: round(value, 4) for name, value in figures.items()} | {"ms": answered.ms}


def _choose(lab: Lab, lines: list[dict[str, Any]]) -> dict[str, Any]:
    right = 0
    for line in lines:
        ids = [str(one["faq_id"]) for one in line["candidates"]]
        right += lab.choose(line["query"], ids)[0] == line["gold"]
    return {"n": len(lines), "top1": round(right / max(len(lines), 1), 4)}
