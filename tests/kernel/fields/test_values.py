"""Values of custom fields: what is taken, in which form, and what is said of the rest."""

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.kernel.fields.field import WRITTEN, Choice, CustomField, FieldType
from zhiyin.kernel.fields.values import (
    LARGEST,
    NEEDED,
    NOT_CHOICE,
    UNKNOWN,
    as_facts,
    check_values,
    impersonal,
    is_empty,
    missing_values,
    say_value,
)

TYPES: tuple[FieldType, ...] = get_args(FieldType)
CHOICES = (
    Choice("puer", {"zh-CN": "普洱", "en": "Pu'er"}),
    Choice("white", {"zh-CN": "白茶", "en": "White"}),
    Choice("gone", {"zh-CN": "旧茶", "en": "Old"}, active=False),
)


def field(kind: FieldType, **more: Any) -> CustomField:
    """A field whose code is its type."""
    chosen = CHOICES if kind in ("choice", "choices") else ()
    return CustomField(kind, {"zh-CN": kind, "en": kind}, kind, chosen, **more)


ALL = [field(kind) for kind in TYPES]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
sound = {
    "text": st.text(min_size=1, max_size=200).filter(lambda s: any(c.isalnum() for c in s)),
    "number": st.integers(-LARGEST, LARGEST),
    "money": st.integers(-LARGEST, LARGEST),
    "date": st.dates().map(date.isoformat),
    "yes_no": st.booleans(),
    "choice": st.sampled_from(["puer", "white"]),
    "choices": st.lists(st.sampled_from(["puer", "white"]), min_size=1),
    "phone": st.integers(0, 9999).map(lambda n: f"1380000{n:04d}"),
}


@given(st.dictionaries(st.sampled_from([*TYPES, "unknown"]), json_values))
def test_whatever_is_given_is_taken_or_refused_and_nothing_else_moves(
    given_values: dict[str, Any],
) -> None:
    before = {"text": "早", "number": 1}
    after, errors = check_values(ALL, given_values, before)
    assert errors.keys() <= given_values.keys()
    assert ("unknown" in given_values) == ("unknown" in errors)
    for code in TYPES:
        if code not in given_values or code in errors:
            assert after.get(code) == before.get(code)
        elif is_empty(given_values[code]):
            assert code not in after
        else:
            assert code in after
    # What was taken once is taken again, and stays as it is.
    assert check_values(ALL, after, {}) == (after, {})


@given(st.fixed_dictionaries({}, optional=sound))
def test_sound_values_are_taken(given_values: dict[str, Any]) -> None:
    after, errors = check_values(ALL, given_values, {})
    assert not errors
    assert after.keys() == given_values.keys()


@pytest.mark.parametrize(
    ("code", "value", "stored"),
    [
        ("text", "  a \n b ", "a b"),
        ("long_text", " a\nb ", "a\nb"),
        ("number", 2.4, 2),
        ("money", 1299.0, 1299),
        ("choices", ["white", "puer", "white"], ["puer", "white"]),
        ("phone", "138 0000 2046", "+8613800002046"),
        ("email", " Wang@Example.CN ", "wang@example.cn"),
        ("url", "https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("yes_no", False, False),
    ],
)
def test_the_form_in_which_values_are_stored(code: str, value: object, stored: object) -> None:
    assert check_values(ALL, {code: value}, {}) == ({code: stored}, {})


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("text", "x" * 201),
        ("text", 5),
        ("number", True),
        ("number", float("nan")),
        ("number", 2.0**60),
        ("money", 12.5),
        ("date", "2026-02-30"),
        ("date", "20260230T"),
        ("yes_no", "yes"),
        ("choice", "tea"),
        ("choice", ["puer"]),
        ("choices", ["puer", "tea"]),
        ("url", "javascript:alert(1)"),
        ("url", "https://"),
        ("phone", "12"),
        ("email", "wang"),
    ],
)
def test_what_does_not_fit_is_refused_in_both_languages(code: str, value: object) -> None:
    after, errors = check_values(ALL, {code: value}, {})
    assert after == {}
    assert errors[code].zh != errors[code].en


def test_a_choice_that_was_switched_off_stays_where_it_was_chosen() -> None:
    one, several = {"choice": "gone"}, {"choices": ["gone"]}
    assert check_values(ALL, one, {})[1] == {"choice": NOT_CHOICE}
    assert check_values(ALL, one, one) == (one, {})
    more = {"choices": ["gone", "puer"]}
    assert check_values(ALL, more, several) == ({"choices": ["puer", "gone"]}, {})


def test_a_field_that_is_switched_off_takes_nothing_and_keeps_what_it_has() -> None:
    off = [field("text", active=False, required=True)]
    assert check_values(off, {"text": "x"}, {"text": "y"}) == ({"text": "y"}, {"text": UNKNOWN})
    assert missing_values(off, {}) == {}


def test_required_means_filled_in_and_no_counts_as_an_answer() -> None:
    needed = [field("yes_no", required=True), field("text", required=True)]
    assert missing_values(needed, {}) == {"yes_no": NEEDED, "text": NEEDED}
    assert missing_values(needed, {"yes_no": False, "text": " "}) == {"text": NEEDED}


def test_nothing_that_anybody_wrote_is_impersonal() -> None:
    values = dict.fromkeys(TYPES, "x")
    kept = impersonal([*ALL, field("date", personal=True)], values)
    assert not kept.keys() & set(WRITTEN)
    assert impersonal([field("date", personal=True)], {"date": "2000-01-01"}) == {}
    assert impersonal([], {"stray": 1}) == {}


def test_values_in_words_and_as_facts() -> None:
    assert say_value(field("choices"), ["puer", "gone"], "zh-CN") == "普洱、旧茶"
    assert say_value(field("money"), 12950, "en") == "129.50 CNY"
    assert say_value(field("money", currency="JPY"), 12950, "en") == "12950 JPY"
    assert say_value(field("yes_no"), False, "zh-CN") == "否"
    assert say_value(field("number"), 3, "en") == "3"
    assert as_facts(field("yes_no"), True) == ("yes",)
    assert as_facts(field("choices"), ["a", "b"]) == ("a", "b")
    assert as_facts(field("number"), 3) == ("3",)
