"""`zhiyin evaluate demo`: the demo shop's own test set, asked of the demo shop's articles."""

import time
from typing import Annotated, Any

import psutil
import typer

from zhiyin.entry.demo.articles import read_articles, read_questions
from zhiyin.entry.evaluate.figures import shop_figures
from zhiyin.entry.evaluate.labs import open_vector_lab
from zhiyin.entry.evaluate.questioning import ask_all
from zhiyin.entry.evaluate.sets import keep_to_one_core
from zhiyin.entry.evaluate.speak import say
from zhiyin.entry.evaluate.vectors import EmbeddingsModel, EmbeddingsUrl
from zhiyin.kernel.contracts.evaluations import AskedQuestion, BankQuestion, Lab

MEGABYTE = 1024 * 1024


def run(
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only so many questions, taken evenly from all.")
    ] = None,
    embeddings: EmbeddingsUrl = None,
    embeddings_model: EmbeddingsModel = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Build the demo shop's knowledge base, and ask it what customers ask, answerable or not."""
    keep_to_one_core()
    before = time.perf_counter()
    lab = open_vector_lab(embeddings, embeddings_model)
    _stock(lab)
    built = time.perf_counter() - before
    asked = [AskedQuestion(text, title) for text, title in read_questions()]
    step = max(len(asked) // limit, 1) if limit else 1
    result = _ask(lab, asked[::step][:limit])
    result |= {
        "build_s": round(built, 1),
        "rss_mb": round(psutil.Process().memory_info().rss / MEGABYTE),
    }
    say(result, as_json=as_json)


def _stock(lab: Lab) -> None:
    articles = [one for one in read_articles() if one.for_customers]
    lab.stock(
        [BankQuestion(one.title, one.title) for one in articles],
        [AskedQuestion(text, one.title) for one in articles for text in one.wordings],
    )


def _ask(lab: Lab, asked: list[AskedQuestion]) -> dict[str, Any]:
    answered = ask_all(lab, asked)
    figures = shop_figures(answered.outcomes, answered.threshold)
    return {name: round(value, 4) for name, value in figures.items()} | {
        "threshold": round(answered.threshold, 4),
        "ms": answered.ms,
    }
