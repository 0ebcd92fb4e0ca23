"""`zhiyin evaluate complaints` prints what it promises."""

from pathlib import Path

import pytest

from tests.entry.evaluate.running import run

HERE = Path(__file__).parent


@pytest.mark.whole
def test_stories_are_judged_by_rules_and_mood() -> None:
    known = run("complaints", "--test", str(HERE / "complaints_dev.csv"))
    kept = run("complaints", "--test", str(HERE / "complaints_kept.csv"))
    alone = run("complaints", "--rules-alone", "--test", str(HERE / "complaints_kept.csv"))
    assert (known["n"], kept["n"]) == (87, 40)
    assert {"accuracy", "within_one", "macro_f1", "ms"} <= known.keys()
    assert known["accuracy"] >= 0.85
    assert kept["accuracy"] >= 0.85
    assert min(known["within_one"], kept["within_one"], alone["within_one"]) >= 0.97
