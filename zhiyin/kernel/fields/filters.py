"""Finding rows by custom fields: "code:value" or "code:from..to", as conditions on a column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, literal_column
from sqlalchemy.dialects.postgresql import JSONB

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.fields.field import ORDERED, CustomField
from zhiyin.kernel.fields.values import BadValueError, clean_value
from zhiyin.kernel.i18n.text import Text

# More make a list that nobody understands, and a plan that nobody wants.
MOST_FILTERS = 5


class BadFilterError(ProblemError):
    """A filter by a field that is not there, is personal, or does not take the value."""

    code = "bad_filter"
    status = 422
    text = Text("筛选条件无效，请重新选择。", "This filter is not valid. Please choose again.")


@dataclass(frozen=True)
class FieldFilter:
    """What is asked of a field: an exact value, or a range that holds its ends; none is open."""

    field: CustomField
    exact: Any = None
    low: Any = None
    high: Any = None


def read_filters(fields: Sequence[CustomField], asked: Sequence[str]) -> list[FieldFilter]:
    """Reads filters; refuses what is none.

    Personal fields are encrypted and cannot be searched; every file is another one.
    """
    if len(asked) > MOST_FILTERS:
        raise BadFilterError
    known = {one.code: one for one in fields if not one.personal and one.type != "file"}
    found: list[FieldFilter] = []
    for one in asked:
        code, colon, value = one.partition(":")
        if not colon or code not in known:
            raise BadFilterError
        found.append(_read(known[code], value.strip()))
    return found


def _read(field: CustomField, value: str) -> FieldFilter:
    if ".." not in value:
        return FieldFilter(field, exact=_parse(field, value))
    low, _, high = value.partition("..")
    if field.type not in ORDERED or not (low or high):
        raise BadFilterError
    return FieldFilter(
        field,
        low=_parse(field, low) if low else None,
        high=_parse(field, high) if high else None,
    )


def field_conditions(
    column: Any, fields: Sequence[CustomField], asked: Sequence[str]
) -> list[ColumnElement[bool]]:
    """Conditions for every filter; equality uses the column's index."""
    conditions = [held_condition(column, one) for one in read_filters(fields, asked)]
    # The index leaves out rows without any value, as most are.
    return [column != literal_column("'{}'::jsonb"), *conditions] if conditions else []


def held_condition(column: Any, asked: FieldFilter) -> ColumnElement[bool]:
    """One filter as a condition on the values that stand on a row."""
    field, exact = asked.field, asked.exact
    if exact is not None:
        return _contains(column, {field.code: [exact] if field.type == "choices" else exact})
    held = column[field.code]
    bounds: list[ColumnElement[bool]] = []
    if asked.low is not None:
        bounds.append(held >= _json(asked.low))
    if asked.high is not None:
        bounds.append(held <= _json(asked.high))
    # Values are compared as what they are: no cast can fail on what an older definition left.
    kind = "string" if field.type == "date" else "number"
    return and_(func.jsonb_typeof(held) == kind, *bounds)


def _contains(column: Any, part: dict[str, Any]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.contains(part)
    return found


def _json(value: Any) -> ColumnElement[Any]:
    return literal(value, JSONB)


def _parse(field: CustomField, value: str) -> Any:
    """The value that was typed, in the form it is stored in."""
    given: Any = value
    try:
        if field.type in ("number", "money", "formula"):
            given = float(value)
        elif field.type == "yes_no":
            given = {"yes": True, "no": False}[value]
        elif field.type in ("choice", "choices"):
            # Also what is switched off: it stands where it was chosen.
            if field.choice_name(value) is None:
                raise BadFilterError
            return value
        return clean_value(field, given)
    except (BadValueError, KeyError, ValueError) as error:
        raise BadFilterError from error
