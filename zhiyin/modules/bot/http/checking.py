"""Routes of the bot's figures and samples, and of what it leaves to whoever takes over."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.bot.actions.checking import check_turn
from zhiyin.modules.bot.permissions import CHECK
from zhiyin.modules.bot.queries.figures import get_figures
from zhiyin.modules.bot.queries.handover import get_handover
from zhiyin.modules.bot.queries.samples import list_samples
from zhiyin.modules.bot.schemas.talks import FiguresOut, HandoverOut, SampleIn, SamplePage
from zhiyin.modules.conversations.interface import READ as READ_CONVERSATIONS

routes = Routes("bot")
Which = Literal["unchecked", "unhelpful", "unanswered", "checked"]


@routes.get("/bot/figures", permit=CHECK, response_model=FiguresOut)
async def figures(
    house: CurrentHouse,
    days: Annotated[int, Query(ge=1, le=90)] = 14,
    shop_id: UUID | None = None,
) -> FiguresOut:
    """How well the bot does: of the last days, by day, by reason and by tier."""
    async with house.database.reading() as session:
        return await get_figures(session, days, shop_id)


@routes.get("/bot/samples", permit=CHECK, response_model=SamplePage)
async def samples(
    house: CurrentHouse,
    which: Which = "unchecked",
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> SamplePage:
    """Questions with what the bot said: newest first; personal data in them is masked."""
    async with house.database.reading() as session:
        return await list_samples(session, which, cursor, limit)


@routes.post("/bot/samples/{turn_id}", permit=CHECK, response_model=Done)
async def post_sample(turn_id: UUID, body: SampleIn, access: Caller, house: CurrentHouse) -> Done:
    """Says whether an answer was right, and teaches the bot which article these words ask for."""
    async with house.database.writing(access.actor) as session:
        await check_turn(session, access, turn_id, body)
    return Done()


@routes.get(
    "/conversations/{conversation_id}/handover",
    permit=READ_CONVERSATIONS,
    response_model=HandoverOut,
)
async def handover(conversation_id: UUID, access: Caller, house: CurrentHouse) -> HandoverOut:
    """Why the bot handed this conversation over, and what it has learned and tried."""
    async with house.database.reading() as session:
        return await get_handover(session, access, conversation_id)
