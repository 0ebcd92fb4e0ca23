"""Test questions out of samples, asking for a run of all of them, and how long runs are kept."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.jobs.jobs import ask_job
from zhiyin.modules.bot.errors import NoQuestionsError
from zhiyin.modules.bot.models import BotTestRun, BotTurn
from zhiyin.modules.knowledge.interface import (
    NewQuestion,
    QuestionRecord,
    add_question,
    count_questions,
)

RUN = "bot.run_tests"
# So many runs can be looked into question by question; of older ones the figures stay.
WITH_RESULTS = 20

_EMPTY_OLD = text("""
    UPDATE bot_test_runs SET results = '{}' WHERE results <> '{}' AND id NOT IN (
        SELECT id FROM bot_test_runs WHERE finished_at IS NOT NULL
        ORDER BY finished_at DESC LIMIT :kept)
""")
_REHEARSALS = text("DELETE FROM bot_rehearsals WHERE at < now() - interval '1 day'")
_UNFINISHED = text("""
    DELETE FROM bot_test_runs WHERE finished_at IS NULL AND at < now() - interval '1 day'
""")


async def ask_run(session: WriteSession) -> UUID:
    """Asks for all test questions to be asked; refuses where there are none."""
    if not sum(await count_questions(session)):
        raise NoQuestionsError
    job_id = await ask_job(session, RUN)
    by = session.actor.id if session.actor.kind == "staff" else None
    session.add(BotTestRun(id=job_id, by=by))
    audit(session, "bot.run_tests", ObjectRef("job", job_id))
    return job_id


async def add_from_turn(
    session: WriteSession, turn_id: UUID, article_id: UUID | None
) -> QuestionRecord:
    """Makes a test question of what the bot was asked, in the shop where it was asked."""
    turn = await session.get(BotTurn, turn_id)
    if turn is None:
        raise NotFoundError
    new = NewQuestion(turn.question, article_id, turn.shop_id, turn.locale)
    return await add_question(session, new, "sample")


async def keep_newest(session: WriteSession) -> None:
    """What older runs found question by question goes."""
    await session.execute(_EMPTY_OLD, {"kept": WITH_RESULTS})


async def forget_rehearsals(database: Database) -> None:
    """Removes what was measured and never went live, and runs that were cancelled."""
    async with database.writing() as session:
        await session.execute(_REHEARSALS)
        await session.execute(_UNFINISHED)
