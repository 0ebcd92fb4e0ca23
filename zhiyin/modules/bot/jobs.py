"""Long work of the bot: all test questions asked once, what was not answered put into groups."""

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import JobKind, JobRun
from zhiyin.modules.bot.actions.organising import ORGANISE_JOB
from zhiyin.modules.bot.actions.rehearsing import rehearse
from zhiyin.modules.bot.actions.running import RUN, keep_newest
from zhiyin.modules.bot.models import BotTestRun
from zhiyin.modules.bot.queries.versions import read_holding
from zhiyin.modules.bot.testing import Judged, figures
from zhiyin.modules.knowledge.interface import all_questions

STEPS = {"asking": Text("逐题提问", "Asking")}
CHUNK = 20


async def run_tests(run: JobRun) -> None:
    """Asks every question; taken up again it begins anew, nothing is kept before the end."""
    house = run.database.house
    async with run.database.reading() as session:
        questions = await all_questions(session)
        version = (await read_holding(session)).live
    done: list[tuple[str, Judged]] = []
    for begin in range(0, len(questions), CHUNK):
        await run.tell("asking", begin, len(questions))
        judged, _ = await rehearse(house, questions[begin : begin + CHUNK])
        done += [(str(key), one) for key, one in judged.items()]
    await run.tell("asking", len(questions), len(questions))
    wanted = {str(one.id): one.article_id for one in questions}
    async with run.database.writing(run.actor) as session:
        row = await session.get_one(BotTestRun, run.id)
        row.figures = figures((one, wanted[key]) for key, one in done)
        row.results = {key: one.as_json() for key, one in done}
        row.version, row.finished_at = version, now()
        await session.flush()
        await keep_newest(session)


JOBS = (JobKind(RUN, Text("跑测试集", "Ask the test questions"), run_tests, STEPS), ORGANISE_JOB)
