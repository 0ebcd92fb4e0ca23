"""Routes of versions: measured before, put live, tried with a share, taken back."""

from typing import Annotated

from fastapi import Path, Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.bot.actions.rehearsing import measure
from zhiyin.modules.bot.actions.versions import adopt, put_live, roll_back, withdraw
from zhiyin.modules.bot.permissions import CHECK, MANAGE
from zhiyin.modules.bot.queries.trials import get_trial
from zhiyin.modules.bot.queries.versions import list_versions, show_versions
from zhiyin.modules.bot.schemas.versions import (
    BackIn,
    BotTrialOut,
    BotVersionIn,
    BotVersionOut,
    BotVersionPage,
    RehearsalIn,
    RehearsalOut,
)
from zhiyin.modules.bot.versioning import Change
from zhiyin.modules.knowledge.interface import MoreWordings

routes = Routes("bot", "/bot")
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@routes.post("/rehearsals", permit=CHECK, response_model=RehearsalOut)
async def post_rehearsal(body: RehearsalIn, access: Caller, house: CurrentHouse) -> RehearsalOut:
    """How the test questions are answered now and how they would be with this change; of more than
    300 a part is asked. Nothing goes live.
    """
    row = await measure(house, access, _change(body))
    return RehearsalOut.model_validate({**row.measured, "id": row.id})


@routes.get("/versions", permit=CHECK, response_model=BotVersionPage)
async def get_versions(
    house: CurrentHouse,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> BotVersionPage:
    """Every change of the bot that went live, newest first."""
    async with house.database.reading() as session:
        return await list_versions(session, cursor, limit)


@routes.post("/versions", permit=CHECK, status=201, response_model=BotVersionOut)
async def post_version(body: BotVersionIn, access: Caller, house: CurrentHouse) -> BotVersionOut:
    """Puts a change live: wordings need the permission to check the bot, settings and trials the
    one to manage it. With `share` it answers only so many per cent of new conversations first.
    """
    async with house.database.writing(access.actor) as session:
        row = await put_live(
            session, access, _change(body), rehearsal_id=body.rehearsal_id, share=body.share
        )
        await session.flush()
        return (await show_versions(session, [row]))[0]


@routes.get("/versions/trial", permit=CHECK, response_model=BotTrialOut | None)
async def get_running_trial(house: CurrentHouse) -> BotTrialOut | None:
    """What came of the trial that runs, beside what is live; null where there is none."""
    async with house.database.reading() as session:
        return await get_trial(session)


@routes.post("/versions/{number}/rollback", permit=MANAGE, response_model=BotVersionOut)
async def post_rollback(
    number: Number, body: BackIn, access: Caller, house: CurrentHouse
) -> BotVersionOut:
    """Has the bot be as it was with this version, as a new version."""
    async with house.database.writing(access.actor) as session:
        row = await roll_back(session, access, number, body.note)
        await session.flush()
        return (await show_versions(session, [row]))[0]


@routes.post("/versions/{number}/adopt", permit=MANAGE, response_model=BotVersionOut)
async def post_adopt(number: Number, access: Caller, house: CurrentHouse) -> BotVersionOut:
    """The version on trial holds for everybody from now on."""
    async with house.database.writing(access.actor) as session:
        row = await adopt(session, access, number)
        await session.flush()
        return (await show_versions(session, [row]))[0]


@routes.post("/versions/{number}/withdraw", permit=MANAGE, response_model=BotVersionOut)
async def post_withdraw(number: Number, access: Caller, house: CurrentHouse) -> BotVersionOut:
    """The version on trial is given up; its conversations go on with what is live."""
    async with house.database.writing(access.actor) as session:
        row = await withdraw(session, access, number)
        await session.flush()
        return (await show_versions(session, [row]))[0]


def _change(body: RehearsalIn) -> Change:
    wordings = tuple(MoreWordings(one.article_id, tuple(one.texts)) for one in body.wordings)
    settings = body.settings.as_settings() if body.settings else {}
    if isinstance(body, BotVersionIn):
        return Change(wordings, settings, body.note, body.origin)
    return Change(wordings, settings)
