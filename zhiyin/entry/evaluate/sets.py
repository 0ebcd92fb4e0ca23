"""Reads sets of data: CSV and JSON lines, plain or packed."""

import csv
import gzip
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import typer

from zhiyin.kernel.contracts.evaluations import AskedQuestion, BankQuestion, IntentExample, Pair

# Questions that nothing in the bank answers bear this in place of an id.
OUT_OF_SCOPE = "OOS"
# Under these names files hold what customers want.
_INTENT_COLUMNS = ("intent", "category")


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """A text file, unpacked if its name says that it is packed."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            yield file
    else:
        with path.open(encoding="utf-8", newline="") as file:
            yield file


def rows(path: Path, *columns: str) -> list[dict[str, str]]:
    """The rows of a table that must have these columns."""
    with opened(path) as file:
        reader = csv.DictReader(file)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise typer.BadParameter(f"{path} has no column {', '.join(missing)}.")
        return list(reader)


def bank_of(path: Path) -> list[BankQuestion]:
    """Standard questions: faq_id, question."""
    return [
        BankQuestion(row["faq_id"], row["question"]) for row in rows(path, "faq_id", "question")
    ]


def asked_of(path: Path) -> list[AskedQuestion]:
    """What customers asked: query, faq_id."""
    return [
        AskedQuestion(row["query"], None if row["faq_id"] == OUT_OF_SCOPE else row["faq_id"])
        for row in rows(path, "query", "faq_id")
    ]


def text_of(row: Mapping[str, str]) -> str:
    """What somebody wrote: review or text, under its title if it has one."""
    text = row.get("review") or row.get("text") or ""
    return f"{row['title']}\n{text}" if row.get("title") else text


def pairs_of(path: Path) -> list[Pair]:
    """Judged pairs: sentence1, sentence2, label."""
    return [
        Pair(row["sentence1"], row["sentence2"], int(row["label"]))
        for row in rows(path, "sentence1", "sentence2", "label")
    ]


def lines_of(path: Path) -> list[dict[str, Any]]:
    """JSON lines."""
    with opened(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def keep_to_one_core() -> None:
    """Figures are of one core, as the product uses it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def intents_of(path: Path) -> list[IntentExample]:
    """Texts with what they want: text and intent (or category; `oos`: nothing of all) and perhaps
    their wider subject (domain), as a table or as JSON lines.
    """
    held: Sequence[Mapping[str, Any]]
    held = lines_of(path) if ".jsonl" in path.suffixes else rows(path, "text")
    name = next((one for one in _INTENT_COLUMNS if held and one in held[0]), None)
    if name is None or any("text" not in row or name not in row for row in held):
        raise typer.BadParameter(f"{path} has no column {' or '.join(_INTENT_COLUMNS)}.")
    return [
        IntentExample(
            row["text"],
            None if row[name].casefold() == OUT_OF_SCOPE.casefold() else row[name],
            row.get("domain"),
        )
        for row in held
    ]
