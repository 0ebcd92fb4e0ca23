"""Shapes of a conversation's custom fields."""

from pydantic import Field

from zhiyin.kernel.fields.field import FieldValue
from zhiyin.kernel.http.shapes import Shape


class FieldsIn(Shape):
    """Values by code; null takes one away."""

    fields: dict[str, FieldValue] = Field(max_length=60)


class FieldsOut(Shape):
    """What is filled in. `version` is 0 while nothing ever was; `editable` says whether the caller
    may fill in more.
    """

    fields: dict[str, FieldValue]
    version: int
    editable: bool
