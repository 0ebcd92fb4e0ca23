"""Runs an evaluation as a person would, and reads what it prints."""

import json
from typing import Any

from typer.testing import CliRunner

from zhiyin.entry.cli.evaluate import commands


def run(*words: str) -> dict[str, Any]:
    """The JSON object of its last line."""
    answer = CliRunner().invoke(commands, ["evaluate", *words, "--json"])
    assert answer.exit_code == 0, answer.output
    result: dict[str, Any] = json.loads(answer.output.splitlines()[-1])
    return result
