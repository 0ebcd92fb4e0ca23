"""Shapes of the figures of complaints."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Moment, Shape


class FigureQuery(Shape):
    """Complaints filed between two moments, of a shop or of all the caller may see."""

    since: Moment = Field(alias="from")
    until: Moment = Field(alias="to")
    shop_id: UUID | None = None


class ComplaintsCounted(Shape):
    """Complaints counted.

    `complaints`: filed in the time; `open`: of these, not over now. Seconds to calm and to
    solve are by the clock from filing until the customer was calmed, and until what was chosen
    was carried out for the first time: half of them took no longer than p50, nine of ten no
    longer than p90. `calm_kept`, `solve_kept`: the share that was in time, of those that were
    or whose time is over. `reopened_share`: of those that were solved once, the share that came
    up again: opened again, or the same customer complained of the same within seven days.
    `satisfaction`: the mean of the scores 1 to 5, of `answered` customers. `compensation`: what
    was given, is on its way or due, in fen. Shares and times are null where there is nothing to
    count.
    """

    complaints: int
    open: int
    calm_p50_s: int | None
    calm_p90_s: int | None
    solve_p50_s: int | None
    solve_p90_s: int | None
    calm_kept: float | None
    solve_kept: float | None
    reopened_share: float | None
    satisfaction: float | None
    answered: int
    compensation: int


class CountedLevel(ComplaintsCounted):
    """Those of one level."""

    level: int


class CountedFor(ComplaintsCounted):
    """Those of one cause or one shop; null where none is known."""

    id: UUID | None
    name: str


class CountedProduct(ComplaintsCounted):
    """Those that name a product."""

    word: str


class CountedDay(ComplaintsCounted):
    """Those filed on one day of the first shop."""

    day: date


class ComplaintFigures(Shape):
    """Complaints in numbers: in all, by level, cause, product word, shop and day."""

    since: datetime
    until: datetime
    total: ComplaintsCounted
    levels: list[CountedLevel]
    causes: list[CountedFor]
    products: list[CountedProduct]
    shops: list[CountedFor]
    days: list[CountedDay]
