"""Shapes of dispatch."""

from datetime import date
from uuid import UUID

from zhiyin.kernel.http.shapes import Shape


class EstimateError(Shape):
    """How honest the waits were that one line told on one day, in seconds.

    The error is the wait less what was told: above zero we promised too much. The median keeps
    its sign, the ninth decile (p90) is of its size. `queue_id` is the team; null: everybody's line.
    """

    queue_id: UUID | None
    day: date
    measured: int
    told_seconds: int
    waited_seconds: int
    median_error_seconds: int
    p90_error_seconds: int
