"""Shapes of absences."""

from datetime import datetime
from uuid import UUID

from zhiyin.kernel.http.shapes import Moment, Shape


class AbsenceIn(Shape):
    """From when (now, if it is not said) until when somebody is away, and who stands in; without an
    end they are back.
    """

    since: Moment | None = None
    until: Moment | None = None
    substitute_id: UUID | None = None


class AbsenceOut(Shape):
    """Somebody who is away (请假), or will be."""

    staff_id: UUID
    staff_name: str
    substitute_id: UUID | None
    substitute_name: str | None
    since: datetime
    until: datetime
