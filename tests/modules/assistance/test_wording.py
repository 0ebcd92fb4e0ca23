"""The matcher of the wording check: pure, and what comes with the product."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.assistance.shipped import shipped
from zhiyin.modules.assistance.tables import read_table, write_table
from zhiyin.modules.assistance.wording import Entry, Matcher, Severity, folded, hardest, in_force

WORDS = st.text(alphabet="最好近第一次 aB1。", max_size=24)
PHRASES = st.lists(st.text(alphabet="最好近第一次aB1", min_size=1, max_size=4), max_size=4)


def _entry(
    number: int, severity: Severity = "warns", *words: str, but: tuple[str, ...] = ()
) -> Entry:
    return Entry(UUID(int=number), "banned", severity, words, but)


def _all_shipped() -> Matcher:
    return Matcher(tuple(one.entry for one in shipped().values()))


@given(WORDS, PHRASES, PHRASES)
def test_matches_lie_in_order_and_say_what_is_there(
    text: str, phrases: list[str], exceptions: list[str]
) -> None:
    entry = _entry(1, "warns", *phrases, but=tuple(exceptions))
    found = Matcher((entry,)).find(text)
    wanted = {folded(phrase)[0] for phrase in phrases}
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert folded(text[one.start : one.end])[0] in wanted
        end = one.end


@given(WORDS, PHRASES)
def test_an_exception_that_is_the_word_itself_excuses_it_everywhere(
    text: str, phrases: list[str]
) -> None:
    assert Matcher((_entry(1, "warns", *phrases, but=tuple(phrases)),)).find(text) == []


@given(WORDS)
def test_folding_keeps_the_place_of_every_character(text: str) -> None:
    plain, places = folded(text)
    assert len(plain) == len(places)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


def test_width_case_and_hidden_blanks_do_not_hide_a_word() -> None:
    matcher = Matcher((_entry(1, "blocks", "不归我管", "No.1"),))
    for text in ("不 归我管", "不\u200b归我管", "ＮＯ.１的茶", "是no.1"):
        assert len(matcher.find(text)) == 1, text
    # A word of letters is one only where it stands by itself.
    assert Matcher((_entry(1, "warns", "top1"),)).find("laptop10") == []


def test_of_words_at_one_place_the_longest_counts_then_the_harder() -> None:
    matcher = Matcher(
        (_entry(1, "warns", "最"), _entry(2, "hints", "最好"), _entry(3, "blocks", "最"))
    )
    assert [one.entry.id.int for one in matcher.find("最好，最")] == [2, 3]
    assert hardest(matcher.find("最好，最")) == "blocks"
    assert hardest([]) is None


def test_a_shop_has_its_own_word_before_those_of_all() -> None:
    everywhere = [_entry(1, "blocks", "包邮", "包退")]
    own = [_entry(2, "hints", "包退")]
    matcher = Matcher(in_force(everywhere, own, silent=["包邮"]))
    assert [one.entry.id.int for one in matcher.find("包退包邮")] == [2]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("这款是全国第一，最先进的技术", "warns"),
        ("您最近第一次来吗，最后一件了", None),
        ("这不归我管", "blocks"),
        ("保证赔您双倍", "blocks"),
        ("你好，请稍等", None),
        ("你稍等", "hints"),
        ("切勿用微波炉，一切以说明书为准", None),
        ("I don't know", "warns"),
        ("Do you know the best way", None),
        ("您好，我马上为您核实，预计明天下午答复您", None),
    ],
)
def test_what_comes_with_the_product_knows_words_from_their_exceptions(
    text: str, severity: str | None
) -> None:
    assert hardest(_all_shipped().find(text)) == severity


def test_what_comes_with_the_product_advises_without_faults_of_its_own() -> None:
    matcher = _all_shipped()
    for one in shipped().values():
        assert one.entry.advice
        assert len(one.entry.phrases) == len(set(one.entry.phrases)), one.code
        assert hardest(matcher.find(one.entry.instead)) is None, one.code


CELL = st.text(alphabet="最好ab=,\"'+-@ 茶", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(st.lists(CELL, min_size=1, max_size=3), max_size=4))
def test_a_table_reads_back_as_written(rows: list[list[str]]) -> None:
    table = write_table(
        [{"kind": "承诺", "severity": "禁止", "phrases": " / ".join(r)} for r in rows]
    )
    back = [(row.values["phrases"], row.values["severity"]) for row in read_table(table)]
    assert back == [(row, "blocks") for row in rows]
