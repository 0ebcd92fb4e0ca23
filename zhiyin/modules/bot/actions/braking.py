"""Where answers fail, the bot answers less by itself, tells who manages it, and lets go again."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.bot.brake import FREE, REST_HOURS, WINDOW_DAYS, Tally, may_answer, next_share
from zhiyin.modules.bot.models import BotBrake
from zhiyin.modules.bot.permissions import MANAGE
from zhiyin.modules.bot.queries.brakes import count_failures, get_share
from zhiyin.modules.bot.rules import Decision, hand_over
from zhiyin.modules.bot.settings import AI_ON, BRAKE_FROM, BRAKE_ON
from zhiyin.modules.knowledge.interface import get_category_names
from zhiyin.modules.people.interface import NewNotice, get_holders, notify

WATCH_EVERY = 3600.0
BRAKED, RELEASED = "bot.braked", "bot.released"
KIND = "bot_brake"
# Where an article has no category.
ELSEWHERE = "—"

_ALONE = text("SELECT pg_advisory_xact_lock(7418)")


async def watch_answers(database: Database) -> None:
    """Looks how answers do, and brakes or lets go where that is called for."""
    async with database.writing() as session:
        if not (await get_setting(session, BRAKE_ON) and await get_setting(session, AI_ON)):
            return
        await session.execute(_ALONE)
        limit = await get_setting(session, BRAKE_FROM) / 100
        rows = {row.category_id: row for row in (await session.execute(select(BotBrake))).scalars()}
        moment = now()
        moved = {category_id: row.moved_at for category_id, row in rows.items()}
        tallies = await count_failures(session, moment - timedelta(days=WINDOW_DAYS), moved)
        for category_id, tally in tallies.items():
            row = rows.get(category_id)
            share = row.share if row else FREE
            rested = row is None or moment - row.moved_at >= timedelta(hours=REST_HOURS)
            wanted = next_share(share, tally, limit, rested=rested)
            if wanted != share:
                row = row or await _begin(session, category_id)
                await _move(session, row, wanted, tally)


async def set_brake(session: WriteSession, access: Access, brake_id: UUID, share: int) -> BotBrake:
    """A person's word: from now on so many of a hundred conversations get answers."""
    held = select(BotBrake).where(BotBrake.id == brake_id).with_for_update()
    row = (await session.execute(held)).scalar_one_or_none()
    if row is None:
        raise NotFoundError
    before = row.share
    row.share, row.moved_at, row.by = share, now(), access.id
    _note(session, row, before)
    return row


async def hold_back(house: House, conversation_id: UUID | None, decision: Decision) -> Decision:
    """A person answers instead where the brake of the answer's category says so."""
    article_id = decision.chosen_id or (decision.article.article_id if decision.article else None)
    if decision.kind != "answer" or article_id is None:
        return decision
    held = await get_held_back(house, conversation_id, [article_id])
    return hand_over("brake") if held else decision


async def get_held_back(
    house: House, conversation_id: UUID | None, ids: Sequence[UUID]
) -> set[UUID]:
    """Those of these articles from which the bot does not answer in this conversation."""
    if conversation_id is None:
        return set()
    held = set()
    async with house.database.reading() as session:
        if not await get_setting(session, BRAKE_ON):
            return set()
        for article_id in ids:
            category_id, share = await get_share(session, article_id)
            if share < FREE and not may_answer(conversation_id, category_id, share):
                held.add(article_id)
    return held


async def _begin(session: WriteSession, category_id: UUID | None) -> BotBrake:
    row = BotBrake(id=new_id(), category_id=category_id, share=FREE, moved_at=now())
    session.add(row)
    await session.flush()
    return row


async def _move(session: WriteSession, row: BotBrake, share: int, tally: Tally) -> None:
    before = row.share
    row.share, row.moved_at, row.by = share, now(), None
    row.answers, row.failures = tally.answers, tally.failures
    await session.flush()
    _note(session, row, before)
    titles = await get_category_names(session)
    category = titles.get(row.category_id) if row.category_id else None
    values = {
        "category": category["zh-CN"] if category else ELSEWHERE,
        "share": str(share),
        "failures": str(tally.failures),
        "answers": str(tally.answers),
    }
    kind = BRAKED if share < before else RELEASED
    key = f"{kind}:{row.id}:{row.moved_at.isoformat()}"
    holders = await get_holders(session, MANAGE.name)
    ref = ObjectRef(KIND, row.id)
    await notify(session, [NewNotice(one.staff_id, kind, key, ref, values) for one in holders])


def _note(session: WriteSession, row: BotBrake, before: int) -> None:
    after = {"share": row.share, "answers": row.answers, "failures": row.failures}
    ref = ObjectRef(KIND, row.id)
    audit(session, "bot.brake", ref, before={"share": before}, after=after)
