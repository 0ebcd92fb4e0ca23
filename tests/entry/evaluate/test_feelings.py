"""`zhiyin evaluate emotion`, `sentiment`, `classify` and `entities` print what they promise."""

import json
from pathlib import Path

import pytest

from tests.entry.evaluate.running import run

HERE = Path(__file__).parent
GOOD, BAD = ("质量好", "很喜欢", "会回购", "送得快"), ("质量差", "很失望", "坏了", "太慢了")


def _reviews(path: Path, *things: str) -> str:
    lines = [f"1,{thing}{word}" for thing in things for word in GOOD]
    lines += [f"0,{thing}{word}" for thing in things for word in BAD]
    path.write_text("\n".join(["label,review", *lines]), encoding="utf-8")
    return str(path)


@pytest.mark.whole
def test_chat_messages_are_judged_with_what_is_shipped() -> None:
    result = run("emotion", "--test", str(HERE / "emotion_dev.csv"))
    assert result["n"] >= 400
    least = {"macro_f1": 0.74, "angry_f1": 0.68, "urgent_f1": 0.68, "threat_f1": 0.8}
    assert all(result[name] >= value for name, value in least.items())


@pytest.mark.whole
def test_reviews_are_judged_with_and_without_learning(tmp_path: Path) -> None:
    train = _reviews(tmp_path / "train.csv", "茶壶", "茶杯", "台灯", "椅子")
    test = _reviews(tmp_path / "test.csv", "书包", "毛巾")
    learned = run("sentiment", "--train", train, "--test", test)
    assert learned["trained"]
    assert (learned["n"], learned["accuracy"], learned["auc"]) == (16, 1.0, 1.0)
    shipped = run("sentiment", "--no-train", "--train", train, "--test", test)
    assert not shipped["trained"]
    assert shipped["accuracy"] >= 0.8
    assert {"macro_f1", "ms_per_item", "build_s"} <= shipped.keys()


@pytest.mark.whole
def test_texts_are_filed_by_title_and_text(tmp_path: Path) -> None:
    rows = ["title,text,label"]
    for at in range(6):
        rows += [f"路灯{at}不亮,晚上走路看不清,城建", f"学校{at}收费,孩子报名要交钱,教育"]
    (tmp_path / "filed.csv").write_text("\n".join(rows), encoding="utf-8")
    filed = str(tmp_path / "filed.csv")
    result = run("classify", "--train", filed, "--test", filed)
    assert (result["n"], result["learned_from"], result["classes"]) == (12, 12, 2)
    assert result["accuracy"] == result["macro_f1"] == 1.0


@pytest.mark.whole
def test_named_things_are_right_by_place_and_value(tmp_path: Path) -> None:
    rows = [
        {
            "text": "退我20块",
            "entities": [{"type": "amount", "start": 2, "end": 5, "value": "2000"}],
        },
        {"text": "下周一到", "entities": [{"type": "date", "start": 0, "end": 2, "value": "下周"}]},
    ]
    (tmp_path / "things.jsonl").write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
    )
    result = run("entities", "--test", str(tmp_path / "things.jsonl"))
    assert (result["n"], result["entities"]) == (2, 2)
    assert (result["micro_f1"], result["value_accuracy"]) == (0.5, 1.0)
    assert result["types"]["amount"]["f1"] == 1.0
    assert result["types"]["date"]["f1"] == 0.0
