"""Shapes of saved views."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Shape, ShortText
from zhiyin.modules.tickets.schemas.tickets import Grouping, Sort, TicketFilter

Column = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$|^field:[a-z][a-z0-9_]{0,39}$")]
Shared = Literal["nobody", "team", "house"]


class ViewAsked(TicketFilter):
    """Which tickets a view shows, and in which order."""

    sort: Sort = "newest"


class ViewIn(Shape):
    """A view to save; shared with a team it names the team."""

    name: ShortText
    shared: Shared = "nobody"
    team_id: UUID | None = None
    asked: ViewAsked
    columns: list[Column] = Field(default=[], max_length=30)
    grouping: Grouping | None = None
    position: int = Field(default=0, ge=0, le=10_000)


class ViewOut(ViewIn):
    """A saved view (视图). `slow`: it asks more at once than indexes answer; `unknown` names the
    custom fields it asks for that are gone.
    """

    id: UUID
    version: int
    owner_id: UUID
    owner_name: str
    may_edit: bool
    slow: bool
    unknown: list[str]


class ViewOrderIn(Shape):
    """Views in their new order; all of them are the caller's to change."""

    ids: list[UUID] = Field(min_length=1, max_length=200)
