"""How somebody feels: the lines it is learned from, and what is read with what was learned."""

import csv
from collections import Counter
from pathlib import Path

from zhiyin.modules.understanding.asking import TOLD, Read
from zhiyin.modules.understanding.thinking.mood_training import learned_from, lines
from zhiyin.modules.understanding.thinking.moods import ALARMS, NAMES, read, shipped_moods

KEPT = Path(__file__).parents[2] / "entry" / "evaluate"


def test_every_mood_has_lines_of_its_own_in_both_languages() -> None:
    every = lines()
    assert max(Counter(line.text for line in every).values()) == 1
    assert min(Counter(line.mood for line in every).values()) >= 250
    english = Counter(line.mood for line in every if line.text.isascii())
    assert min(english[mood] for mood in NAMES) >= 60
    alarms = Counter(name for line in every for name in line.alarms or ())
    assert min(alarms[name] for name in ALARMS) >= 60


def test_the_development_set_was_written_apart_from_the_lines() -> None:
    for name, most in (("moods_dev.csv", 200), ("emotion_dev.csv", 400)):
        with (KEPT / name).open(encoding="utf-8") as file:
            asked = {row["text"] for row in csv.DictReader(file)}
        assert len(asked) >= most
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


def test_hurry_and_threats_are_told_beside_the_mood() -> None:
    hurried, threatening, calm = read(
        Read(
            [
                "快点处理，我一个小时后登机，急",
                "再不退款我就打12315举报你们，法院见",
                "报警器的电池是几号的，可以自己换吗",
            ]
        )
    ).moods
    assert hurried.urgent >= TOLD > hurried.threat
    assert threatening.threat >= TOLD > threatening.urgent
    assert threatening.sentiment == "negative"
    assert max(calm.urgent, calm.threat, calm.angry) < TOLD
