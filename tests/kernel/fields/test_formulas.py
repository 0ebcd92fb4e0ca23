"""Formulas: what is read, what is refused and why, and what comes of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.kernel.fields.field import CustomField, FieldType
from zhiyin.kernel.fields.formulas import (
    BY_ZERO,
    EMPTY,
    MIXED,
    NO_FIELD,
    NOT_VALUE,
    TOO_LONG,
    UNREADABLE,
    BadFormulaError,
    read_formula,
    reckon,
    uses,
    with_reckoned,
)
from zhiyin.kernel.i18n.text import Text


def field(code: str, kind: FieldType, **more: Any) -> CustomField:
    return CustomField(code, {"zh-CN": code, "en": code}, kind, **more)


FIELDS = [
    field("amount", "money"),
    field("paid", "money"),
    field("yen", "money", currency="JPY"),
    field("pieces", "number"),
    field("begun", "date"),
    field("ended", "date"),
    field("note", "text"),
    field("days", "number"),
]
VALUES = {
    "amount": 19_999,
    "paid": 5_000,
    "yen": 300,
    "pieces": 3,
    "begun": "2026-02-27",
    "ended": "2026-03-02",
    "days": 7,
}


@pytest.mark.parametrize(
    ("formula", "result", "decimals"),
    [
        ("amount - paid", 14_999, 0),
        ("（amount － paid）÷ 2", 7_500, 0),
        ("-amount * 0.1", -2_000, 0),
        ("yen / 2", 150, 0),
        ("amount / pieces", 6_666, 0),
        ("amount / paid", 4, 2),
        ("pieces / 7", 0.43, 2),
        ("pieces * 2 + 1", 7, 0),
        ("days(begun, ended)", 3, 0),
        ("begun - ended", -3, 0),
        ("days * 24", 168, 0),
        ("days(begun, ended) / days", 0.4, 1),
    ],
)
def test_what_comes_of_a_formula(formula: str, result: float, decimals: int) -> None:
    assert reckon(read_formula(formula, FIELDS), VALUES, decimals) == result


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (" ", EMPTY),
        ("amount" + " + amount" * 40, TOO_LONG),
        ("amount +", UNREADABLE),
        ("amount ** 2", UNREADABLE),
        ("amount % 2", UNREADABLE),
        ("amount if paid else paid", UNREADABLE),
        ("__import__('os').system('x')", UNREADABLE),
        ("(lambda: amount)()", UNREADABLE),
        ("amount.real", UNREADABLE),
        ("[amount][0]", UNREADABLE),
        ("days(begun)", UNREADABLE),
        ("pieces + True", UNREADABLE),
        ("pieces * 1e999", UNREADABLE),
        ("amount; paid", UNREADABLE),
        ("amount + pieces", MIXED),
        ("amount + yen", MIXED),
        ("amount * paid", MIXED),
        ("pieces / amount", MIXED),
        ("begun + ended", MIXED),
        ("days(amount, paid)", MIXED),
        ("-begun", MIXED),
        ("amount / 0", BY_ZERO),
        ("1 + 1", NO_FIELD),
        ("begun", NOT_VALUE),
    ],
)
def test_what_cannot_be_reckoned_is_refused_with_a_reason(formula: str, said: Text) -> None:
    with pytest.raises(BadFormulaError) as refused:
        read_formula(formula, FIELDS)
    assert refused.value.text == said


@pytest.mark.parametrize("code", ["nothing", "note"])
def test_a_field_that_is_not_there_or_not_countable_is_named(code: str) -> None:
    with pytest.raises(BadFormulaError) as refused:
        read_formula(f"amount * {code}", FIELDS)
    assert code in refused.value.text.zh
    assert code in refused.value.text.en


@pytest.mark.parametrize(
    "values",
    [{}, {"amount": 1}, {"amount": 1, "pieces": 0}, {"amount": "1", "pieces": 1}],
)
def test_where_something_is_missing_or_zero_nothing_comes_of_it(values: dict[str, Any]) -> None:
    assert reckon(read_formula("amount / pieces", FIELDS), values, 0) is None


def test_what_is_out_of_all_measure_is_no_value() -> None:
    formula = read_formula("pieces * pieces * pieces", FIELDS)
    assert reckon(formula, {"pieces": 2**50}, 0) is None


def test_formulas_follow_the_other_values() -> None:
    left = field("rest", "formula", formula="amount - paid")
    gone = field("gone", "formula", formula="amount - removed")
    fields = [*FIELDS, left, gone]
    held = {"amount": 900, "paid": 200, "gone": 5, "note": "x"}
    assert with_reckoned(fields, held) == {"amount": 900, "paid": 200, "note": "x", "rest": 700}
    assert with_reckoned(fields, {"amount": 900, "rest": 700}) == {"amount": 900}


def test_which_fields_a_formula_uses() -> None:
    assert uses("days(begun, ended) * 2", "begun")
    assert not uses("days(begun, ended) * 2", "days")
    assert uses("days + 1", "days")


@given(st.text(alphabet="amountpieces 0123456789+-*/(),.days_", max_size=60))
def test_whatever_is_written_is_reckoned_or_refused(written: str) -> None:
    try:
        formula = read_formula(written, FIELDS)
    except BadFormulaError:
        return
    result = reckon(formula, VALUES, 2)
    assert result is None or abs(result) <= 2**53
