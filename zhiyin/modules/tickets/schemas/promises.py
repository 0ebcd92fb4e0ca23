"""Shapes of what is promised about tickets."""

from datetime import datetime
from typing import Literal

from zhiyin.kernel.http.shapes import Shape


class PromiseOut(Shape):
    """The promise (承诺) about a ticket that presses most: until when, from when it is close, and
    the seconds of opening time that are left while it rests.
    """

    kind: str
    due_at: datetime
    warn_at: datetime
    state: Literal["running", "paused"]
    remaining: float | None
