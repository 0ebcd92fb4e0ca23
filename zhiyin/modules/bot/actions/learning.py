"""What people do with a group of questions that were not answered: teach, write, put aside."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotAllowedError, NotFoundError
from zhiyin.modules.bot.actions.versions import put_live
from zhiyin.modules.bot.errors import GapDecidedError, NothingToTeachError
from zhiyin.modules.bot.models import BotGap
from zhiyin.modules.bot.schemas.learning import GapTeachIn, GapWriteIn
from zhiyin.modules.bot.versioning import Change
from zhiyin.modules.knowledge.interface import WRITE as WRITE_ARTICLES
from zhiyin.modules.knowledge.interface import MoreWordings, begin_from_questions, list_live

_TAUGHT = text("""
    UPDATE bot_turns SET taught = true WHERE gap_id = :id AND question = ANY(:texts)
""")


async def teach_gap(session: WriteSession, access: Access, gap_id: UUID, body: GapTeachIn) -> None:
    """These wordings lead to the article from now on, as a version of their own."""
    texts = tuple(dict.fromkeys(one.strip() for one in body.texts if one.strip()))
    if not texts:
        raise NothingToTeachError
    change = Change(
        wordings=(MoreWordings(body.article_id, texts),), note=body.note, origin="learned"
    )
    # Articles are locked before what the bot keeps of them.
    version = await put_live(session, access, change, rehearsal_id=body.rehearsal_id)
    await session.flush()
    # Turns are locked before their groups, everywhere.
    await session.execute(_TAUGHT, {"id": gap_id, "texts": list(texts)})
    row = await _hold(session, gap_id, ("open",))
    row.article_id, row.version = body.article_id, version.number
    _decide(session, access, row, "taught")


async def dismiss_gap(session: WriteSession, access: Access, gap_id: UUID) -> None:
    """Nobody need care; questions like these join it silently."""
    row = await _hold(session, gap_id, ("open",))
    _decide(session, access, row, "dismissed")


async def reopen_gap(session: WriteSession, access: Access, gap_id: UUID) -> None:
    """Takes the decision back. What was taught stays taught; versions are rolled back apart."""
    row = await _hold(session, gap_id, ("dismissed", "taught", "written"))
    before = row.state
    row.state, row.article_id, row.version = "open", None, None
    row.by = row.decided_at = row.decided_count = None
    _note(session, row, before)


async def write_gap(session: WriteSession, access: Access, gap_id: UUID, body: GapWriteIn) -> UUID:
    """Begins an article with these questions as its wordings; once it is published the group is
    closed by itself.
    """
    if not access.may(WRITE_ARTICLES):
        raise NotAllowedError
    row = await session.get(BotGap, gap_id)
    if row is None:
        raise NotFoundError
    article_id = await begin_from_questions(
        session, access, body.title, body.texts, shop_id=row.shop_id, locale=row.locale
    )
    held = await _hold(session, gap_id, ("open",))
    held.article_id = article_id
    _note(session, held, "open")
    return article_id


async def close_written(session: WriteSession, article_ids: Sequence[UUID]) -> None:
    """The groups for which these articles were begun, of those that are live now."""
    waiting = select(BotGap.article_id).where(
        BotGap.article_id.in_(article_ids), BotGap.state == "open"
    )
    begun = (await session.execute(waiting)).scalars()
    live = await list_live(session, [one for one in begun if one is not None])
    if not live:
        return
    held = (
        select(BotGap)
        .where(BotGap.article_id.in_(live), BotGap.state == "open")
        .order_by(BotGap.id)
        .with_for_update()
    )
    for row in (await session.execute(held)).scalars():
        row.state, row.decided_at, row.decided_count = "written", now(), row.count
        _note(session, row, "open")


async def _hold(session: WriteSession, gap_id: UUID, states: Sequence[str]) -> BotGap:
    held = select(BotGap).where(BotGap.id == gap_id).with_for_update()
    row = (
        await session.execute(held.execution_options(populate_existing=True))
    ).scalar_one_or_none()
    if row is None:
        raise NotFoundError
    if row.state not in states:
        raise GapDecidedError
    return row


def _decide(
    session: WriteSession, access: Access, row: BotGap, state: Literal["taught", "dismissed"]
) -> None:
    before = row.state
    row.state, row.by, row.decided_at, row.decided_count = state, access.id, now(), row.count
    _note(session, row, before)


def _note(session: WriteSession, row: BotGap, before: str) -> None:
    after = {"state": row.state, "article_id": row.article_id, "version": row.version}
    audit(
        session,
        "bot.decide_gap",
        ObjectRef("bot_gap", row.id),
        before={"state": before},
        after=after,
    )
