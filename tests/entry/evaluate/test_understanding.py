"""What customers want, in files as they come, and the demo shop's own test set."""

import gzip
import importlib.util
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.entry.evaluate.running import run
from zhiyin.entry.cli import train
from zhiyin.entry.cli.evaluate import commands
from zhiyin.entry.demo.articles import read_articles, read_questions
from zhiyin.entry.evaluate.figures import Outcome, intent_figures, mood_figures, shop_figures

THINGS = ("card", "ticket", "parcel", "phone", "lamp", "desk", "chair", "cup")
TRAIN = [(f"I lost my {one}", "lost") for one in THINGS] + [
    (f"how much is the {one}", "price") for one in THINGS
] + [(text, "oos") for text in ("tell me a joke", "will it rain", "sing a song")]  # fmt: skip
DEV = [("I lost my key", "lost"), ("how much is the key", "price"), ("who won the match", "oos")]
TEST = [("I lost my book", "lost"), ("how much is the book", "price"), ("what is love", "oos")]


def _table(column: str, rows: list[tuple[str, str]]) -> bytes:
    lines = [f"text,{column}", *(f"{text},{intent}" for text, intent in rows)]
    return gzip.compress("\n".join(lines).encode())


def test_intents_takes_tables_and_lines_under_either_name(tmp_path: Path) -> None:
    (tmp_path / "train.csv.gz").write_bytes(_table("category", TRAIN))
    (tmp_path / "dev.csv.gz").write_bytes(_table("intent", DEV))
    lines = [json.dumps({"text": text, "intent": intent}) for text, intent in TEST]
    (tmp_path / "test.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run(
        "intents", "--train", str(tmp_path / "train.csv.gz"), "--dev",
        str(tmp_path / "dev.csv.gz"), "--test", str(tmp_path / "test.jsonl"),
    )  # fmt: skip
    assert (result["n"], result["oos_n"]) == (3, 1)
    assert (result["accuracy"], result["macro_f1"]) == (1.0, 1.0)
    assert (result["oos_recall"], result["oos_precision"]) == (1.0, 1.0)
    assert set(result["ms"]) == {"p50", "p95"}
    assert result["build_s"] >= 0
    assert result["rss_mb"] > 0


@pytest.mark.parametrize("name", ["bad.csv", "bad.jsonl"])
def test_a_file_without_intents_is_named(tmp_path: Path, name: str) -> None:
    bad = tmp_path / name
    bad.write_text("text,label\nhello,a\n" if name == "bad.csv" else '{"text": "hello"}\n')
    words = ["--train", str(bad), "--dev", str(bad), "--test", str(bad)]
    answer = CliRunner().invoke(commands, ["evaluate", "intents", *words])
    assert answer.exit_code == 2
    assert "category" in answer.output


def test_figures_of_intents_are_those_one_reckons_by_hand() -> None:
    figures = intent_figures([
        ("a", "a"), ("a", "b"), ("b", "b"), ("b", None), (None, None), (None, "a"),
    ])  # fmt: skip
    assert (figures["accuracy"], figures["oos_recall"], figures["oos_precision"]) == (0.5, 0.5, 0.5)
    assert figures["macro_f1"] == pytest.approx((2 / 3 + 2 / 4) / 2)


def test_figures_of_a_shop_count_an_answer_to_what_it_cannot_know_as_wrong() -> None:
    figures = shop_figures(
        [
            Outcome(0, 0.9, True), Outcome(1, 0.8, True), Outcome(0, 0.2, True),
            Outcome(-1, 0.7, False), Outcome(-1, 0.1, False),
        ],
        0.5,
    )  # fmt: skip
    assert figures["right"] == 1 / 3
    assert figures["right_of_known"] == 1 / 2
    assert (figures["answered"], figures["refused"]) == (2 / 3, 1 / 2)
    assert (figures["top1"], figures["top3"]) == (2 / 3, 1.0)
    # Four fifths of three are all three: from 0.2 on, where one of the others is answered, too.
    assert (figures["answered_at_80"], figures["right_of_known_at_80"]) == (1.0, 2 / 3)
    assert (figures["right_at_80"], figures["refused_at_80"]) == (2 / 4, 1 / 2)


@pytest.mark.slow
def test_the_demo_shop_is_asked_its_own_questions() -> None:
    result = run("demo", "--limit", "60")
    assert result["n"] == 60
    assert {"right", "answered", "refused", "threshold", "top3"} <= set(result)
    # Of direct questions alone, words find more than that.
    assert result["top1"] > 0.3
    assert result["refused"] > 0.8


def test_questions_of_the_demo_are_new_to_it_and_meant_for_its_articles() -> None:
    articles = {one.title: one for one in read_articles()}
    known = {text for one in articles.values() for text in (one.title, *one.wordings)}
    questions = read_questions()
    answered = {title for _, title in questions if title is not None}
    assert len({text for text, _ in questions}) == len(questions)
    assert not {text for text, _ in questions} & known
    assert all(articles[title].for_customers for title in answered)
    assert len(answered) >= 100
    assert sum(title is not None for _, title in questions) >= 300
    assert sum(title is None for _, title in questions) >= 100


def test_questions_in_other_words_are_found_by_what_they_mean(tmp_path: Path) -> None:
    sets = Path(__file__).parent / "shop_questions"
    lines = (sets / "queries_dev.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "some.csv").write_text("\n".join([lines[0], *lines[1::7]]) + "\n", encoding="utf-8")
    result = run(
        "faq", "--bank", str(sets / "faq_bank.csv"), "--train", str(sets / "queries_train.csv"),
        "--queries", str(tmp_path / "some.csv"),
    )  # fmt: skip
    # Character TF-IDF finds 0.40 and 0.52 of all of these, and tells strangers with 0.54.
    assert result["top1"] >= 0.54
    assert result["top3"] >= 0.70
    assert result["oos_auroc"] >= 0.75


def test_the_pack_is_looked_at() -> None:
    result = run("pack")
    assert result["intents"] >= 300
    assert result["near_pairs_share"] <= 0.03
    assert result["repeated_skeletons_share"] <= 0.05


def test_learning_the_encoder_without_its_library_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    answer = CliRunner().invoke(train.commands, ["train", "encoder"])
    assert answer.exit_code == 1
    assert "zhiyin[train]" in answer.output + answer.stderr


def test_moods_are_judged_by_a_table_and_figures_reckoned_by_hand(tmp_path: Path) -> None:
    table = tmp_path / "moods.csv"
    table.write_text(
        "text,mood\n骗子退钱，投诉你们,angry\n谢谢，很满意,pleased\n", encoding="utf-8"
    )
    result = run("moods", "--test", str(table))
    assert (result["n"], result["accuracy"], result["angry_recall"]) == (2, 1.0, 1.0)
    figures = mood_figures([
        ("angry", "angry", 0.9), ("angry", "unhappy", 0.9), ("neutral", "angry", 0.5),
        ("neutral", "neutral", 0.9),
    ])  # fmt: skip
    assert (figures["angry_recall"], figures["angry_precision"]) == (0.5, 0.5)
    assert (figures["alarms_recall"], figures["alarms_precision"]) == (0.5, 1.0)
