"""Pure rules of the knowledge base."""

from datetime import date
from itertools import pairwise
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.knowledge.bodies import clean, compare, paragraphs, plain_text
from zhiyin.modules.knowledge.markdown import from_html, split_head, to_html, with_head
from zhiyin.modules.knowledge.rules import (
    below,
    height_of,
    levels_of,
    looks_like_question,
    marks_in,
    normal_question,
    quarter_of,
    snippet_of,
    terms_of,
    variants_of,
)


def test_the_same_question_is_one_however_it_is_typed() -> None:
    assert normal_question("怎么 退货？") == normal_question("怎么退货") == "怎么退货"
    assert normal_question("ＺＳ-220 怎么用") == normal_question("zs220怎么用!")
    assert normal_question("？？") == "??"


def test_thanks_are_no_question() -> None:
    asked = ("能退吗", "快递到哪了", "我要开发票", "When will it ship", "在？多久发货")
    assert all(looks_like_question(one) for one in asked)
    assert not any(looks_like_question(one) for one in ("好的，谢谢", "嗯嗯", "thanks", "??", ""))


def test_quarters_and_trees() -> None:
    assert quarter_of(date(2026, 11, 22)) == date(2026, 10, 1)
    assert quarter_of(date(2026, 3, 31)) == date(2026, 1, 1)
    top, middle, low, other = (uuid4() for _ in range(4))
    parents: dict[UUID, UUID | None] = {top: None, middle: top, low: middle, other: None}
    assert below(parents, top) == {top, middle, low}
    assert (levels_of(parents, low), levels_of(parents, None)) == (3, 0)
    assert (height_of(parents, middle), height_of(parents, other)) == (2, 1)


@given(st.text(max_size=300), st.text(max_size=40))
def test_marks_stand_inside_the_text_in_order(text: str, asked: str) -> None:
    terms = [one for one in terms_of(asked) if one]
    shown, marks = snippet_of(text, terms)
    for begin, end in marks:
        assert 0 <= begin < end <= len(shown)
    assert marks == sorted(marks)
    assert all(end < begin for (_, end), (begin, _) in pairwise(marks))


def test_a_snippet_shows_where_it_stands() -> None:
    text = "开头的话。" * 40 + "签收七天内可以退货。" + "后面的话。" * 40
    shown, marks = snippet_of(text, terms_of("退货"))
    assert [shown[begin:end] for begin, end in marks] == ["退货"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert marks_in("İstanbul 退货", ["退货"]) == [(9, 11)]


def test_synonyms_ask_again_with_other_words() -> None:
    groups = [["盖碗", "三才杯"], ["快递", "物流"]]
    assert variants_of("三才杯的快递", groups) == ["三才杯的快递", "盖碗的快递", "三才杯的物流"]
    assert variants_of("别的", groups) == ["别的"]


@given(st.text(max_size=400))
def test_whatever_is_written_is_safe_and_stays_so(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "<script" not in once.lower()
    assert plain_text(once) == "\n".join(paragraphs(once))


@given(st.lists(st.text(max_size=8), max_size=12), st.lists(st.text(max_size=8), max_size=12))
def test_a_difference_tells_both_texts(older: list[str], newer: list[str]) -> None:
    lines = list(compare(older, newer))
    assert [line for kind, line in lines if kind != "added"] == older
    assert [line for kind, line in lines if kind != "removed"] == newer


def test_markdown_goes_there_and_back() -> None:
    text = (
        "## 水温\n\n绿茶 **80** 度，*别烫*。\n\n- 一\n- 二\n   - 二之一\n\n1. 甲\n2. 乙\n\n"
        "> 小心\n\n| 茶 | 克 |\n| --- | --- |\n| 龙井 | 3 |\n\n```\na * b\n```\n\n---\n\n"
        "[这里](https://shop.example/a) 3 \\* 4"
    )
    html = clean(to_html(text))
    assert from_html(html) == text
    assert clean(to_html(from_html(html))) == html
    head, rest = split_head(with_head({"title": "题 目", "wordings": ["一", "二"]}, "正文"))
    assert (head, rest.strip()) == ({"title": ["题 目"], "wordings": ["一", "二"]}, "正文")
    assert split_head("没有头") == ({}, "没有头")
    assert "<script" not in to_html("<script>alert(1)</script>")
