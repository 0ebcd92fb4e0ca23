"""Shapes of absences."""

from datetime import datetime
from uuid import UUID

from zhiyin.kernel.http.shapes import Moment, Shape


class AbsenceIn(Shape):
    """Until when somebody is away, and who stands in; without a moment they are back."""

    until: Moment | None = None
    substitute_id: UUID | None = None


class AbsenceOut(Shape):
    """Somebody who is away (请假)."""

    staff_id: UUID
    staff_name: str
    substitute_id: UUID | None
    substitute_name: str | None
    until: datetime
