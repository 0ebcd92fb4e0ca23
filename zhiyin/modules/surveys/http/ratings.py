"""Routes of ratings for staff."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from fastapi.responses import StreamingResponse

from zhiyin.kernel.http.files import send_table
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Moment, Page
from zhiyin.modules.surveys.actions.asking import invite
from zhiyin.modules.surveys.permissions import INVITE, READ
from zhiyin.modules.surveys.queries.export import export_ratings
from zhiyin.modules.surveys.queries.figures import get_figures
from zhiyin.modules.surveys.queries.ratings import get_state, list_ratings
from zhiyin.modules.surveys.schemas import (
    InviteIn,
    RatingFigures,
    RatingKind,
    RatingOut,
    RatingState,
)

routes = Routes("ratings", "/ratings")


@routes.get("", permit=READ, response_model=Page[RatingOut])
async def get_list(
    access: Caller,
    house: CurrentHouse,
    show: Literal["all", "low", "comments"] = "all",
    team_id: UUID | None = None,
    staff_id: UUID | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[RatingOut]:
    """One page of given ratings, latest first."""
    async with house.database.reading() as session:
        items, following = await list_ratings(
            session,
            access,
            which=show,
            team_id=team_id,
            staff_id=staff_id,
            cursor=cursor,
            limit=limit,
        )
    return Page(items=items, next=following)


@routes.get("/figures", permit=READ, response_model=RatingFigures)
async def figures(
    access: Caller,
    house: CurrentHouse,
    days: Annotated[int, Query(ge=1, le=365)] = 30,
    kind: RatingKind | None = None,
) -> RatingFigures:
    """Satisfaction and response rate by day, team and person."""
    async with house.database.reading() as session:
        return await get_figures(session, access, days, kind)


@routes.get("/export", permit=READ, response_class=StreamingResponse)
async def export(
    access: Caller,
    house: CurrentHouse,
    since: Annotated[Moment, Query(alias="from")],
    until: Annotated[Moment, Query(alias="to")],
) -> StreamingResponse:
    """One row per conversation that was asked about between two moments (CSV)."""
    return send_table("ratings.csv", export_ratings(house.database, access, since, until))


@routes.get("/of/{conversation_id}", permit=READ, response_model=RatingState)
async def of_conversation(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> RatingState:
    """How the rating of a conversation stands."""
    async with house.database.reading() as session:
        return await get_state(session, access, conversation_id)


@routes.post("/invitations", permit=INVITE, response_model=RatingState)
async def post_invitation(body: InviteIn, access: Caller, house: CurrentHouse) -> RatingState:
    """Asks the customer to rate, once a conversation."""
    async with house.database.writing(access.actor) as session:
        await invite(session, access, body.conversation_id)
    async with house.database.reading() as session:
        return await get_state(session, access, body.conversation_id)
