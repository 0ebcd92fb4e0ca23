"""Writes of customers' other wordings (相似问): live at once, without review."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from sqlalchemy import func, select, text

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.knowledge.actions.indexing import refresh_tokens
from zhiyin.modules.knowledge.actions.telling import ref_of, say_changed
from zhiyin.modules.knowledge.errors import TooManyWordingsError
from zhiyin.modules.knowledge.models import Article, ArticleWording
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.queries.versions import find_live
from zhiyin.modules.knowledge.rules import MOST_WORDINGS, normal_question
from zhiyin.modules.knowledge.schemas.articles import Origin

_KEEP = text("""
    INSERT INTO article_wordings (id, article_id, text, normal, origin, by)
    SELECT w.id, :article_id, w.text, w.normal, :origin, :by
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(id uuid, text text, normal text)
    ON CONFLICT (article_id, normal) DO NOTHING
    RETURNING text
""")


async def keep_wordings(
    session: WriteSession, row: Article, texts: Sequence[str], origin: Origin
) -> list[str]:
    """Adds wordings to an article that the caller holds; answers those it did not have."""
    own = normal_question(row.title)
    wanted = {normal_question(one): one for one in reversed(texts)}
    rows = [
        {"id": str(new_id()), "text": one, "normal": normal}
        for normal, one in reversed(wanted.items())
        if normal and normal != own
    ]
    if not rows:
        return []
    held = select(func.count()).where(ArticleWording.article_id == row.id)
    if (await session.scalar(held) or 0) + len(rows) > MOST_WORDINGS:
        raise TooManyWordingsError(limit=MOST_WORDINGS)
    values = {
        "article_id": row.id,
        "origin": origin,
        "by": session.actor.id if session.actor.kind == "staff" else None,
        "rows": msgspec.json.encode(rows).decode(),
    }
    return list((await session.execute(_KEEP, values)).scalars())


async def add_wordings(
    session: WriteSession, access: Access, article_id: UUID, texts: Sequence[str]
) -> None:
    """Adds wordings by hand."""
    row = await access_article(session, access, article_id, lock=True)
    await add_to(session, row, texts, "written")


async def add_to(
    session: WriteSession, row: Article, texts: Sequence[str], origin: Origin
) -> list[str]:
    """Adds wordings to an article that the caller holds, and says so; answers the new ones."""
    await session.flush()
    added = await keep_wordings(session, row, texts, origin)
    if added:
        await say_worded(session, row)
        audit(session, "knowledge.add_wordings", ref_of(row.id), after={"texts": added})
    return added


async def remove_wording(
    session: WriteSession, access: Access, article_id: UUID, wording_id: UUID
) -> None:
    """Takes a wording away."""
    row = await access_article(session, access, article_id, lock=True)
    wording = await session.get(ArticleWording, wording_id)
    if wording is None or wording.article_id != article_id:
        raise NotFoundError
    before = {"text": wording.text, "origin": wording.origin}
    await session.delete(wording)
    await session.flush()
    await say_worded(session, row)
    audit(session, "knowledge.remove_wording", ref_of(article_id), before=before)


async def say_worded(session: WriteSession, row: Article) -> None:
    """Found by other words from now on."""
    await refresh_tokens(session, row, await find_live(session, row))
    if row.live_number is not None:
        say_changed(session, row)
