"""Evaluations: figures by hand, files as they come, and the same index as the product's."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.entry.evaluate.running import run
from tests.servers.language_model import KEY, running_language_model
from tests.servers.vectors import VECTOR_MODEL
from zhiyin.entry.cli.evaluate import commands
from zhiyin.entry.evaluate.figures import Outcome, answered_at, area, faq_figures

BANK = """faq_id,question,cluster_size
1,怎么退货,2
2,退款多久到账,2
3,怎么开发票,2
4,快递几天到,2
"""
TRAIN = """query,faq_id,hops,similar_but_different
我想退货,1,1,
钱什么时候退给我,2,1,
你们招人吗,OOS,,1
"""
ASKED = """query,faq_id,hops,similar_but_different
怎么退货呢,1,1,
发票怎么开,3,1,
退款几天到账,2,1,
明天天气怎么样,OOS,,4
"""
PAIRS = "sentence1,sentence2,label\n" + "".join(
    f"{one}怎么退,{one}如何退{mark},1\n{one}怎么退,{one}多少钱{mark},0\n"
    for one in ("茶杯", "茶壶", "茶盘", "礼盒", "普洱", "白茶")
    for mark in ("", "呢", "啊", "吗", "呀", "哦", "了")
)


@pytest.mark.whole
def test_faq_takes_plain_and_packed_files_and_prints_every_figure(tmp_path: Path) -> None:
    (tmp_path / "bank.csv").write_text(BANK, encoding="utf-8")
    (tmp_path / "train.csv.gz").write_bytes(gzip.compress(TRAIN.encode()))
    (tmp_path / "asked.csv").write_text(ASKED, encoding="utf-8")
    choice = {"query": "钱退了吗", "gold": "2", "candidates": [{"faq_id": "3"}, {"faq_id": "2"}]}
    (tmp_path / "choice.jsonl").write_text(json.dumps(choice) + "\n", encoding="utf-8")
    result = run(
        "faq", "--bank", str(tmp_path / "bank.csv"), "--train", str(tmp_path / "train.csv.gz"),
        "--queries", str(tmp_path / "asked.csv"), "--candidates", str(tmp_path / "choice.jsonl"),
        "--simple",
    )  # fmt: skip
    assert (result["n"], result["top1"], result["top3"], result["mrr"]) == (4, 1.0, 1.0, 1.0)
    assert result["oos_auroc"] == 1.0
    assert result["choice"] == {"n": 1, "top1": 1.0}
    for name in ("answered", "precision", "answered_at_precision_90", "ms", "build_s", "rss_mb"):
        assert name in result
    assert set(result["simple"]) == {
        "tfidf_titles", "bm25_titles", "tfidf_wordings", "bm25_wordings",
    }  # fmt: skip


@pytest.mark.whole
def test_vectors_of_an_endpoint_take_part_in_the_same_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a question that shares nothing with what answers it, but for an endpoint that knows
    (tmp_path / "bank.csv").write_text(BANK, encoding="utf-8")
    (tmp_path / "train.csv").write_text(TRAIN, encoding="utf-8")
    (tmp_path / "asked.csv").write_text(
        "query,faq_id\n咚咚锵锵,4\n怎么退货呢,1\n", encoding="utf-8"
    )
    (tmp_path / "pairs.csv").write_text(PAIRS, encoding="utf-8")
    monkeypatch.setenv("ZHIYIN_EMBEDDINGS_KEY", KEY)
    command = (
        "faq", "--bank", str(tmp_path / "bank.csv"), "--train", str(tmp_path / "train.csv"),
        "--queries", str(tmp_path / "asked.csv"),
    )  # fmt: skip
    assert run(*command)["top1"] == 0.5
    with running_language_model() as model:
        model.vectors.same = {"咚咚锵锵": "快递几天到"}
        vectors = ("--embeddings", model.address, "--embeddings-model", VECTOR_MODEL)
        # When it is asked, then it is found, also among pairs
        assert run(*command, *vectors)["top1"] == 1.0
        pairs = str(tmp_path / "pairs.csv")
        judged = run("pairs", "--train", pairs, "--pairs", pairs, *vectors)
        assert judged["accuracy"] == 1.0


@pytest.mark.whole
def test_the_demos_questions_are_asked_with_vectors_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIYIN_EMBEDDINGS_KEY", KEY)
    with running_language_model() as model:
        vectors = ("--embeddings", model.address, "--embeddings-model", VECTOR_MODEL)
        assert run("demo", "--limit", "5", *vectors)["n"] == 5
        assert model.vectors.bodies


def test_pairs_learns_what_makes_a_difference(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text(PAIRS, encoding="utf-8")
    (tmp_path / "new.csv").write_text(
        "sentence1,sentence2,label\n茶杯怎么退,茶杯如何退哎,1\n茶杯怎么退,茶杯多少钱哎,0\n",
        encoding="utf-8",
    )
    result = run(
        "pairs", "--train", str(tmp_path / "pairs.csv"), "--pairs", str(tmp_path / "new.csv")
    )
    assert (result["n"], result["accuracy"], result["auc"]) == (2, 1.0, 1.0)


def test_a_file_without_its_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "bank.csv").write_text("id,text\n1,怎么退货\n", encoding="utf-8")
    words = ["--bank", str(tmp_path / "bank.csv"), "--train", str(tmp_path / "bank.csv")]
    answer = CliRunner().invoke(
        commands, ["evaluate", "faq", *words, "--queries", str(tmp_path / "bank.csv")]
    )
    assert answer.exit_code == 2
    assert "faq_id" in answer.output


def test_figures_are_those_one_reckons_by_hand() -> None:
    assert area([0.9, 0.5], [0.5, 0.1]) == (1 + 1 + 0.5 + 1) / 4
    outcomes = [
        Outcome(0, 0.9, True), Outcome(0, 0.8, True), Outcome(1, 0.7, True),
        Outcome(0, 0.6, True), Outcome(-1, 0.5, False),
    ]  # fmt: skip
    assert answered_at(outcomes, 0.9) == 2 / 5
    assert answered_at(outcomes, 0.75) == 4 / 5
    figures = faq_figures(outcomes, 0.65, 0.9)
    assert (figures["top1"], figures["top3"], figures["mrr"]) == (0.75, 1.0, 3.5 / 4)
    assert (figures["answered"], figures["precision"]) == (3 / 5, 2 / 3)


@pytest.mark.whole
def test_replies_are_suggested_to_the_demos_own_questions() -> None:
    figures = run("replies", "--conversations", "600", "--asked", "60")
    assert figures["asked"] == 60
    assert 0 < figures["shown"] < 1
    assert figures["given_before"] > 0.8
    assert figures["unanswerable_shown"] < 0.1
