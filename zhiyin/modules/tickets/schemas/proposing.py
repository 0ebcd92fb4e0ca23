"""Shapes of what a ticket may begin with."""

from uuid import UUID

from pydantic import Field

from zhiyin.kernel.fields.field import FieldValue
from zhiyin.kernel.http.shapes import Shape

LAST = 2**31 - 1


class ProposalQuery(Shape):
    """For a ticket of which type, from which messages of the conversation."""

    type_id: UUID
    first: int = Field(default=1, ge=1, le=LAST)
    last: int = Field(default=LAST, ge=1, le=LAST)


class ProposedField(Shape):
    """A value for a custom field, and where it comes from: the message's number and its words."""

    code: str
    value: FieldValue
    number: int
    words: str


class ProposalsOut(Shape):
    """What a ticket may begin with; whoever makes it decides."""

    fields: list[ProposedField]
