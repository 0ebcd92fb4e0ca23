"""Putting questions that were not answered into groups, in the worker.

The inference process is asked outside any transaction. What it says holds only if no group came or
went meanwhile; otherwise the next round does it. So two workers at once do no harm.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import JobKind, JobRun
from zhiyin.modules.bot.actions.proposing import propose_articles
from zhiyin.modules.bot.gaps import CENTRES, Missed, comes_back, sort
from zhiyin.modules.bot.models import BotGap
from zhiyin.modules.bot.queries.missed import (
    MISSED,
    Nook,
    find_nooks,
    get_answered_since,
    get_centres,
    get_missed,
    get_open_ids,
)
from zhiyin.modules.understanding.interface import Group, Grouped, group

ORGANISE_EVERY = 900.0
ORGANISE = "bot.organise"
# What nobody asked again for so long is no gap any more.
WAITING_DAYS = 30
# Texts are this long at most for whoever compares them.
MOST_TEXT = 200

Tell = Callable[[str, int, int], Awaitable[None]]

_ALONE = text("SELECT pg_advisory_xact_lock(7417, hashtext(:nook))")
_SAME = text("""
    SELECT count(*) FROM bot_gaps WHERE shop_id = :shop_id AND locale = :locale
""")
_HOLD = text("""
    SELECT id FROM bot_turns WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE
""")
_JOIN = text("""
    UPDATE bot_turns SET gap_id = :gap_id WHERE id = ANY(:ids) AND gap_id IS NULL RETURNING id
""")
_RECOUNT = text(f"""
    UPDATE bot_gaps g SET count = c.count, customers = c.customers, first_at = c.first_at,
        last_at = c.last_at
    FROM (SELECT gap_id, count(*) AS count, count(DISTINCT customer_id) AS customers,
                 min(at) AS first_at, max(at) AS last_at
          FROM bot_turns WHERE gap_id = ANY(:ids) AND {MISSED} GROUP BY gap_id) c
    WHERE g.id = c.gap_id
    RETURNING g.id, g.state, g.count AS asked, g.decided_count,
        (SELECT count(*) FROM bot_turns t WHERE t.gap_id = g.id AND t.at > g.decided_at
         AND {MISSED}) AS since
""")
_OPEN = text("""
    UPDATE bot_gaps SET state = 'open', article_id = NULL, version = NULL
    WHERE id = ANY(:ids)
""")


async def organise_by_time(database: Database) -> None:
    """What has come since the last round."""
    await organise(database)


async def organise_now(run: JobRun) -> None:
    """Somebody wants to see it now; what is proposed is looked at anew everywhere."""

    async def tell(step: str, done: int, total: int) -> None:
        await run.tell(step, done, total)

    await organise(run.database, tell, everything=True)


async def organise(
    database: Database, tell: Tell | None = None, *, everything: bool = False
) -> None:
    """Puts waiting questions into groups, and proposes an article for every group that changed."""
    since = now() - timedelta(days=WAITING_DAYS)
    async with database.reading() as session:
        nooks = await find_nooks(session, since)
    touched: list[UUID] = []
    for place, nook in enumerate(nooks):
        if tell is not None:
            await tell("grouping", place, len(nooks))
        touched += await _organise(database, nook)
    async with database.reading() as session:
        wanted = await get_open_ids(session, None if everything else touched)
    for place, gap_id in enumerate(wanted):
        if tell is not None:
            await tell("proposing", place, len(wanted))
        await propose_articles(database, gap_id)


async def _organise(database: Database, nook: Nook) -> list[UUID]:
    """One shop and language; answers the groups that changed."""
    async with database.reading() as session:
        missed = await get_missed(session, nook)
        answered = await get_answered_since(session, nook)
        centres = await get_centres(session, nook)
        there = await session.scalar(_SAME, nook.values)
    asked = [one.question for one in missed] + [one.question for one in answered]
    texts = [words[:MOST_TEXT] for words in asked]
    if not texts:
        return []
    known = [[words[:MOST_TEXT] for words in one.texts] for one in centres]
    grouped = await group(database.house, Group(texts, known))
    ids = [one.id for one in centres]
    async with database.writing() as session:
        await session.execute(_ALONE, {"nook": f"{nook.shop_id}{nook.locale}"})
        if await session.scalar(_SAME, nook.values) != there:
            return []
        # Turns are locked before their groups, everywhere.
        await session.execute(
            _HOLD, {"ids": [one.id for one in missed] + [one.id for one in answered]}
        )
        touched = await _place(session, nook, missed, grouped, ids)
        for one, number in zip(answered, grouped.groups[len(missed) :], strict=True):
            if number < len(ids) and ids[number] == one.gap_id:
                await _join(session, one.gap_id, [one.id])
        await recount(session, touched)
    return touched


async def _place(
    session: WriteSession,
    nook: Nook,
    missed: Sequence[Missed],
    grouped: Grouped,
    ids: Sequence[UUID],
) -> list[UUID]:
    found = sort(missed, grouped.groups[: len(missed)], grouped.central, len(ids))
    touched = []
    for number, members in found.joined.items():
        if await _join(session, ids[number], members):
            touched.append(ids[number])
    for new in found.new:
        gap_id = await _make(session, nook, new)
        touched.append(gap_id)
    return touched


async def _make(session: WriteSession, nook: Nook, members: Sequence[Missed]) -> UUID:
    moment = now()
    row = BotGap(
        id=new_id(),
        shop_id=nook.shop_id,
        locale=nook.locale,
        label=members[0].question,
        state="open",
        first_at=moment,
        last_at=moment,
        centre=[one.id for one in members[:CENTRES]],
    )
    session.add(row)
    await session.flush()
    await _join(session, row.id, [one.id for one in members])
    return row.id


async def _join(session: WriteSession, gap_id: UUID, ids: Sequence[UUID]) -> bool:
    joined = await session.execute(_JOIN, {"gap_id": gap_id, "ids": list(ids)})
    return bool(joined.all())


async def recount(session: WriteSession, ids: Sequence[UUID]) -> None:
    """How often and by how many was asked; what was decided on may come back by it."""
    if not ids:
        return
    rows = (await session.execute(_RECOUNT, {"ids": list(ids)})).all()
    back = [
        row.id
        for row in rows
        if comes_back(row.state, row.asked, row.decided_count or 0, row.since)
    ]
    if back:
        await session.execute(_OPEN, {"ids": back})


ORGANISE_JOB = JobKind(
    ORGANISE,
    Text("整理没答上来的问题", "Sort what was not answered"),
    organise_now,
    {
        "grouping": Text("归组", "Grouping"),
        "proposing": Text("找合适的文章", "Looking for articles"),
    },
)
