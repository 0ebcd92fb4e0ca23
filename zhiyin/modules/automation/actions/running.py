"""Runs are carried out: each action once, in a transaction of its own."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.automation import AutomationCall
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.automation.models import AutomationRun
from zhiyin.modules.automation.rules import WAIT, is_met, wait_after
from zhiyin.modules.automation.schemas import ActionIn, RuleDocument
from zhiyin.modules.people.interface import get_calendar

log = structlog.get_logger(__name__)

AT_ONCE = 20
KEPT_DAYS = 90
LEASE = timedelta(minutes=1)
TROUBLE = Text("系统暂时出错，已重试多次。", "Something went wrong; it was tried several times.")
AGAIN = Text("系统暂时出错，稍后重试。", "Something went wrong; it is tried again.")
NOBODY = Text("这个动作已不存在。", "This action is gone.")
NOT_ANY_MORE = Text(
    "等待之后条件不再满足，没有继续。", "After the wait the conditions no longer held."
)
WAITED = Text("等待 {hours} 个营业小时", "Waits for {hours} opening hours")

# Taken with a lease: what a killed worker held is due again.
_TAKE = text("""
    UPDATE automation_runs SET next_at = now() + interval '1 minute'
    WHERE id IN (
        SELECT id FROM automation_runs WHERE state = 'waiting' AND next_at <= now()
        ORDER BY next_at, id LIMIT :limit FOR UPDATE SKIP LOCKED)
    RETURNING id
""")
_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
_IS_DUE = text("""
    SELECT EXISTS (SELECT FROM automation_runs WHERE state = 'waiting' AND next_at <= now())
""")
_FORGET = text("""
    DELETE FROM automation_runs WHERE id IN (
        SELECT id FROM automation_runs WHERE ended_at < now() - make_interval(days => :days)
        LIMIT 5000)
    RETURNING id
""")


async def run_due(database: Database) -> None:
    """Carries out everything that is due."""
    while True:
        async with database.reading() as looking:
            if not await looking.scalar(_IS_DUE):
                return
        async with database.writing() as session:
            ids = (await session.execute(_TAKE, {"limit": AT_ONCE})).scalars().all()
        for run_id in sorted(ids):
            await carry_out(database, run_id)


@dataclass(frozen=True)
class _Next:
    """The action that is next in a run."""

    run_id: UUID
    place: int
    chain: tuple[UUID, ...]


async def carry_out(database: Database, run_id: UUID) -> None:
    """Does action after action until the run ends, waits, or somebody else has it."""
    while (step := await _begin(database, run_id)) is not None:
        try:
            async with database.writing(chain=step.chain) as session:
                row = await _hold(session, step)
                if row is None:
                    return
                said = await _do(session, row)
                await _pass(session, row)
                _write(row, "done", said)
                _move(row)
            if row.asks_again:
                return
        except ProblemError as problem:
            await _fail(database, step, _reason(problem))
        except DBAPIError as error:
            log.warning("automation_again", run_id=str(run_id), exc_info=error)
            if not await _try_again(database, step):
                return
        except Exception as error:
            # An action of whichever module must not keep the others from theirs.
            log.exception("automation_failed", run_id=str(run_id), exc_info=error)
            await _fail(database, step, TROUBLE)


async def _begin(database: Database, run_id: UUID) -> _Next | None:
    """What is next; nothing, if the run has ended or waits. After a wait the conditions are asked
    again.
    """
    async with database.reading() as session:
        row = await session.get(AutomationRun, run_id)
        if row is None or row.state != "waiting" or row.rule_id is None:
            return None
        going_on = not row.asks_again or await _still_met(session, row)
        step = _Next(run_id, row.place, (*row.chain, row.rule_id))
    if not going_on:
        await _stop(database, step)
        return None
    return step


async def _still_met(session: ReadSession, row: AutomationRun) -> bool:
    document = RuleDocument.model_validate(row.document)
    matter = session.house.matters.get(row.about_kind)
    if matter is None:
        return False
    words = frozenset(one.code for one in await matter.asked(session) if one.type == "words")
    facts = (await matter.facts(session, [row.about_id])).get(row.about_id)
    return facts is not None and is_met(document.match, document.groups, facts, words)


async def _hold(session: WriteSession, step: _Next) -> AutomationRun | None:
    """The run, held, while this action is the next; not, if somebody else did it. Its row is not
    locked: rows of lower modules come first.
    """
    await session.execute(_HOLD, {"name": f"automation:{step.run_id}"})
    row = await session.get(AutomationRun, step.run_id, populate_existing=True)
    return row if row is not None and (row.state, row.place) == ("waiting", step.place) else None


async def _do(session: WriteSession, row: AutomationRun) -> Text | None:
    """Does the action that is next."""
    asked = _action(row)
    if asked.code == WAIT:
        hours = f"{float(str(asked.values['hours'])):g}"
        return Text(WAITED.say("zh-CN", hours=hours), WAITED.say("en", hours=hours))
    action = session.house.automation_actions.get(asked.code)
    if action is None:
        return NOBODY
    about = ObjectRef(row.about_kind, row.about_id)
    key = f"automation:{row.id}:{row.place}"
    return await action.run(session, AutomationCall(row.id, key, about, row.name, asked.values))


async def _pass(session: WriteSession, row: AutomationRun) -> None:
    """When the next action has its turn: at once, or after a wait of so many opening hours of where
    the object belongs.
    """
    asked = _action(row)
    row.asks_again = asked.code == WAIT
    if not row.asks_again:
        row.next_at = now() + LEASE
        return
    about = ObjectRef(row.about_kind, row.about_id)
    kind = session.house.object_kinds[about.kind]
    face = (await kind.look(session, None, [about.id])).get(about.id)
    seconds = float(str(asked.values["hours"])) * 3600
    at = None
    if face is not None and face.shop_id is not None:
        calendar = await get_calendar(session, face.shop_id, face.team_id)
        at = calendar.add(now(), seconds)
    row.next_at = at or now() + timedelta(seconds=seconds)


def _action(row: AutomationRun) -> ActionIn:
    return RuleDocument.model_validate(row.document).actions[row.place]


def _write(row: AutomationRun, state: str, said: Text | None) -> None:
    """Notes what came of the action that is next."""
    step = {
        "code": _action(row).code,
        "state": state,
        "said": said.as_json() if said else None,
        "at": now().isoformat(),
    }
    row.steps = [*(one for one in row.steps if one["state"] != "again"), step]


def _move(row: AutomationRun) -> None:
    row.place, row.tries = row.place + 1, 0
    if row.place == len(row.document["actions"]):
        failed = any(one["state"] == "failed" for one in row.steps)
        row.state, row.ended_at = "failed" if failed else "done", now()


async def _fail(database: Database, step: _Next, said: Text) -> None:
    """An action that failed is noted, and the next one has its turn."""
    async with database.writing() as session:
        row = await _hold(session, step)
        if row is not None:
            _write(row, "failed", said)
            row.asks_again = False
            _move(row)


async def _try_again(database: Database, step: _Next) -> bool:
    """Leaves an action for later; whether the run goes on without it."""
    async with database.writing() as session:
        row = await _hold(session, step)
        if row is None:
            return False
        row.tries += 1
        wait = wait_after(row.tries)
        row.asks_again = False
        if wait is None:
            _write(row, "failed", TROUBLE)
            _move(row)
            return True
        _write(row, "again", AGAIN)
        row.next_at = now() + timedelta(seconds=wait)
        return False


async def _stop(database: Database, step: _Next) -> None:
    async with database.writing() as session:
        row = await _hold(session, step)
        if row is not None:
            _write(row, "done", NOT_ANY_MORE)
            row.state, row.ended_at = "stopped", now()


def _reason(problem: ProblemError) -> Text:
    """Why it was refused, with what is wrong in particular."""
    said = problem.sentence()
    if not problem.fields:
        return said
    parts = problem.fields.values()
    return Text(
        said.zh + "".join(one.zh for one in parts), " ".join((said.en, *(one.en for one in parts)))
    )


async def forget_old(database: Database) -> None:
    """Runs that ended three months ago are forgotten."""
    gone = 1
    while gone:
        async with database.writing() as session:
            gone = len((await session.execute(_FORGET, {"days": KEPT_DAYS})).all())
