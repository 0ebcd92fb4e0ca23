"""What everybody who works here may know of surges and incidents."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from zhiyin.kernel.http.shapes import Shape
from zhiyin.modules.routing.surging import Stage

IncidentLevel = Literal["minor", "major", "critical"]


class IncidentBrief(Shape):
    """An incident that is on, in short."""

    id: UUID
    title: str
    level: IncidentLevel


class Situation(Shape):
    """The surge's stage, and incidents that are on; drills are not told."""

    stage: Stage | None
    since: datetime | None
    by_hand: bool
    incidents: list[IncidentBrief]
