"""Routes of visits: parse, permit, call one action or query, shape."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Page
from zhiyin.modules.visits.permissions import READ
from zhiyin.modules.visits.queries import list_visits
from zhiyin.modules.visits.schemas import VisitOut

routes = Routes("visits", "/visits")


@routes.get("", permit=READ, response_model=Page[VisitOut])
async def get_visits(
    customer_id: UUID,
    access: Caller,
    house: CurrentHouse,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> Page[VisitOut]:
    """A customer's visits with their pages, the latest first; only what they agreed to."""
    async with house.database.reading() as session:
        items, following = await list_visits(session, access, customer_id, cursor, limit)
    return Page(items=items, next=following)
