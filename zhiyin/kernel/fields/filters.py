"""Finding rows by custom fields: "code:value" or "code:from..to", as conditions on a column."""

from collections.abc import Sequence
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


def field_conditions(
    column: Any, fields: Sequence[CustomField], asked: Sequence[str]
) -> list[ColumnElement[bool]]:
    """Conditions for every filter; equality uses the column's index.

    Personal fields are encrypted and cannot be searched.
    """
    if len(asked) > MOST_FILTERS:
        raise BadFilterError
    known = {one.code: one for one in fields if not one.personal}
    conditions: list[ColumnElement[bool]] = []
    for one in asked:
        code, colon, value = one.partition(":")
        if not colon or code not in known:
            raise BadFilterError
        conditions.append(_condition(column, known[code], value.strip()))
    # The index leaves out rows without any value, as most are.
    return [column != literal_column("'{}'::jsonb"), *conditions] if conditions else []


def _condition(column: Any, field: CustomField, value: str) -> ColumnElement[bool]:
    if ".." not in value:
        wanted = parse_value(field, value)
        return _contains(column, {field.code: [wanted] if field.type == "choices" else wanted})
    low, _, high = value.partition("..")
    if field.type not in ORDERED or not (low or high):
        raise BadFilterError
    held = column[field.code]
    bounds: list[ColumnElement[bool]] = []
    if low:
        bounds.append(held >= _json(parse_value(field, low)))
    if high:
        bounds.append(held <= _json(parse_value(field, high)))
    # Values are compared as what they are: no cast can fail on what an older definition left.
    kind = "string" if field.type == "date" else "number"
    return and_(func.jsonb_typeof(held) == kind, *bounds)


def _contains(column: Any, part: dict[str, Any]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.contains(part)
    return found


def _json(value: Any) -> ColumnElement[Any]:
    return literal(value, JSONB)


def parse_value(field: CustomField, value: str) -> Any:
    """The value that was typed, in the form it is stored in."""
    given: Any = value
    try:
        if field.type in ("number", "money"):
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
