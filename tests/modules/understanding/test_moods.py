"""How somebody feels: the lines it is learned from, and what is read with what was learned."""

import csv
from collections import Counter
from pathlib import Path

from zhiyin.modules.understanding.asking import Read
from zhiyin.modules.understanding.thinking.mood_training import learned_from, lines
from zhiyin.modules.understanding.thinking.moods import NAMES, read, shipped_moods

DEV = Path(__file__).parents[2] / "entry" / "evaluate" / "moods_dev.csv"


def test_every_mood_has_lines_of_its_own_in_both_languages() -> None:
    every = lines()
    assert max(Counter(line.text for line in every).values()) == 1
    assert min(Counter(line.mood for line in every).values()) >= 250
    english = Counter(line.mood for line in every if line.text.isascii())
    assert min(english[mood] for mood in NAMES) >= 60


def test_the_development_set_was_written_apart_from_the_lines() -> None:
    with DEV.open(encoding="utf-8") as file:
        asked = {row["text"] for row in csv.DictReader(file)}
    assert len(asked) >= 200
    assert not asked & {line.text for line in lines()}


def test_what_is_shipped_was_learned_from_todays_lines() -> None:
    # Who changes a line runs `zhiyin train moods --to …/domain/moods.npz`.
    assert shipped_moods().learned_from == learned_from()


def test_moods_are_read_with_their_likelihood() -> None:
    texts = [
        "骗子，退钱，我要去12315投诉你们",
        "有点失望，跟图片差太多了",
        "几号能到广州",
        "谢谢，太满意了",
    ]
    moods = read(Read([*texts, ""])).moods
    assert [one.name for one in moods[:4]] == ["angry", "unhappy", "neutral", "pleased"]
    assert all(0.25 <= one.sure <= 1 and -1 <= one.value <= 1 for one in moods)
    values = [one.value for one in moods[:4]]
    assert values == sorted(values)
    assert read(Read([])).moods == []
