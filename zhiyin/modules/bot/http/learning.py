"""Routes of what the bot did not answer, and of its brakes."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, JobAsked
from zhiyin.kernel.jobs.jobs import ask_job
from zhiyin.modules.bot.actions.braking import set_brake
from zhiyin.modules.bot.actions.learning import dismiss_gap, reopen_gap, teach_gap, write_gap
from zhiyin.modules.bot.actions.organising import ORGANISE
from zhiyin.modules.bot.permissions import CHECK, MANAGE
from zhiyin.modules.bot.queries.brakes import list_brakes, show_brakes
from zhiyin.modules.bot.queries.gaps import get_gap, get_learning, get_words, list_gaps
from zhiyin.modules.bot.schemas.learning import (
    BrakeOut,
    BrakePatch,
    GapOut,
    GapPage,
    GapState,
    GapTeachIn,
    GapWords,
    GapWriteIn,
    GapWritten,
    LearningOut,
)

routes = Routes("bot", "/bot")


@routes.get("/learning", permit=CHECK, response_model=LearningOut)
async def learning(house: CurrentHouse) -> LearningOut:
    """How much was not answered, and what came of what was taught."""
    async with house.database.reading() as session:
        return await get_learning(session)


@routes.get("/gaps", permit=CHECK, response_model=GapPage)
async def gaps(
    house: CurrentHouse,
    state: GapState = "open",
    shop_id: UUID | None = None,
    days: Annotated[int, Query(ge=1, le=730)] = 30,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> GapPage:
    """Groups of questions that were not answered, the biggest and newest first; personal data in
    them is masked.
    """
    async with house.database.reading() as session:
        return await list_gaps(session, state, shop_id, days, cursor, limit)


@routes.get("/gaps/{gap_id}/wordings", permit=CHECK, response_model=GapWords)
async def wordings(gap_id: UUID, house: CurrentHouse) -> GapWords:
    """Every wording of a group."""
    async with house.database.reading() as session:
        return await get_words(session, gap_id)


@routes.post("/gaps/{gap_id}/teach", permit=CHECK, response_model=GapOut)
async def post_teach(gap_id: UUID, body: GapTeachIn, access: Caller, house: CurrentHouse) -> GapOut:
    """These wordings ask for that article: live at once, as a version that can be rolled back."""
    async with house.database.writing(access.actor) as session:
        await teach_gap(session, access, gap_id, body)
    async with house.database.reading() as session:
        return await get_gap(session, gap_id)


@routes.post("/gaps/{gap_id}/write", permit=CHECK, response_model=GapWritten)
async def post_write(
    gap_id: UUID, body: GapWriteIn, access: Caller, house: CurrentHouse
) -> GapWritten:
    """Begins an article for a group, with its questions as wordings. Needs `knowledge.write`, too;
    the group is closed when the article is published.
    """
    async with house.database.writing(access.actor) as session:
        return GapWritten(article_id=await write_gap(session, access, gap_id, body))


@routes.post("/gaps/{gap_id}/dismiss", permit=CHECK, response_model=Done)
async def post_dismiss(gap_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Puts a group aside: it comes back only when twice as many have asked."""
    async with house.database.writing(access.actor) as session:
        await dismiss_gap(session, access, gap_id)
    return Done()


@routes.post("/gaps/{gap_id}/reopen", permit=CHECK, response_model=Done)
async def post_reopen(gap_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Takes a decision on a group back."""
    async with house.database.writing(access.actor) as session:
        await reopen_gap(session, access, gap_id)
    return Done()


@routes.post("/gaps/organise", permit=CHECK, status=202, response_model=JobAsked)
async def post_organise(access: Caller, house: CurrentHouse) -> JobAsked:
    """Groups what has come and looks for articles now, instead of within a quarter of an hour."""
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_job(session, ORGANISE))


@routes.get("/brakes", permit=CHECK, response_model=list[BrakeOut])
async def brakes(house: CurrentHouse) -> list[BrakeOut]:
    """Categories in which the bot answers less because its answers failed."""
    async with house.database.reading() as session:
        return await list_brakes(session)


@routes.patch("/brakes/{brake_id}", permit=MANAGE, response_model=BrakeOut)
async def patch_brake(
    brake_id: UUID, body: BrakePatch, access: Caller, house: CurrentHouse
) -> BrakeOut:
    """Lets a brake go, or sets it again."""
    async with house.database.writing(access.actor) as session:
        row = await set_brake(session, access, brake_id, body.share)
        await session.flush()
        return (await show_brakes(session, [row]))[0]
