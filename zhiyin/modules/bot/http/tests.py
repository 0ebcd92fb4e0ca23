"""Routes of test questions and of asking them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request

from zhiyin.kernel.http.files import read_upload
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, JobAsked
from zhiyin.modules.bot.actions.running import add_from_turn, ask_run
from zhiyin.modules.bot.permissions import CHECK
from zhiyin.modules.bot.queries.runs import (
    get_question_page,
    get_run,
    list_runs,
    show_question,
    show_taken,
)
from zhiyin.modules.bot.schemas.tests import (
    BotQuestionIn,
    BotQuestionOut,
    BotQuestionPage,
    FromSampleIn,
    QuestionsTakenIn,
    RunBrief,
    RunOut,
    RunWhich,
    Which,
)
from zhiyin.modules.knowledge.interface import (
    NewQuestion,
    add_question,
    edit_question,
    remove_question,
    take_in_questions,
)
from zhiyin.modules.people.interface import get_names

routes = Routes("bot", "/bot")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("/tests", permit=CHECK, response_model=BotQuestionPage)
async def get_tests(
    house: CurrentHouse,
    shop_id: UUID | None = None,
    which: Which | None = None,
    q: Annotated[str, Query(max_length=200)] = "",
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> BotQuestionPage:
    """The organisation's test questions, newest first; personal data in them is masked."""
    async with house.database.reading() as session:
        return await get_question_page(
            session, shop_id=shop_id, which=which, q=q, cursor=cursor, limit=limit
        )


@routes.post("/tests", permit=CHECK, status=201, response_model=BotQuestionOut)
async def post_test(body: BotQuestionIn, access: Caller, house: CurrentHouse) -> BotQuestionOut:
    """Adds a test question."""
    async with house.database.writing(access.actor) as session:
        record = await add_question(session, NewQuestion(**body.model_dump()), "written")
        return show_question(await get_names(session), record)


@routes.post("/tests/import", permit=CHECK, response_model=QuestionsTakenIn)
async def post_import(request: Request, access: Caller, house: CurrentHouse) -> QuestionsTakenIn:
    """Takes in a table (CSV, XLSX) with the columns question and article; an empty article says
    that nothing here answers it. Says of each row that was not taken why.
    """
    name, data = await read_upload(request)
    async with house.database.writing(access.actor) as session:
        return show_taken(await take_in_questions(session, name, data))


@routes.post("/tests/from-sample", permit=CHECK, status=201, response_model=BotQuestionOut)
async def post_from_sample(
    body: FromSampleIn, access: Caller, house: CurrentHouse
) -> BotQuestionOut:
    """Makes a test question of what the bot was asked, in the shop where it was asked."""
    async with house.database.writing(access.actor) as session:
        record = await add_from_turn(session, body.turn_id, body.article_id)
        return show_question(await get_names(session), record)


@routes.patch("/tests/{question_id}", permit=CHECK, response_model=BotQuestionOut)
async def patch_test(
    question_id: UUID, body: BotQuestionIn, access: Caller, house: CurrentHouse, version: Version
) -> BotQuestionOut:
    """Writes a test question anew, or names another article."""
    async with house.database.writing(access.actor) as session:
        new = NewQuestion(**body.model_dump())
        record = await edit_question(session, question_id, new, version)
        return show_question(await get_names(session), record)


@routes.delete("/tests/{question_id}", permit=CHECK)
async def delete_test(question_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Takes a test question out."""
    async with house.database.writing(access.actor) as session:
        await remove_question(session, question_id)


@routes.post("/test-runs", permit=CHECK, response_model=JobAsked)
async def post_run(access: Caller, house: CurrentHouse) -> JobAsked:
    """Asks all test questions, as a job; what came of it stands at `test-runs/{job_id}`."""
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_run(session))


@routes.get("/test-runs", permit=CHECK, response_model=list[RunBrief])
async def get_runs(house: CurrentHouse) -> list[RunBrief]:
    """The runs that have ended, newest first."""
    async with house.database.reading() as session:
        return await list_runs(session)


@routes.get("/test-runs/{run_id}", permit=CHECK, response_model=RunOut)
async def get_one_run(run_id: UUID, house: CurrentHouse, which: RunWhich = "wrong") -> RunOut:
    """One run question by question, beside the one before it."""
    async with house.database.reading() as session:
        return await get_run(session, run_id, which)
