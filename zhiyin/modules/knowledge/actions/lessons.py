"""Wordings that the bot is taught, taken back, and tried out before they count for everybody."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.knowledge.actions.telling import ref_of
from zhiyin.modules.knowledge.actions.wordings import add_to, say_worded
from zhiyin.modules.knowledge.events import TrialChanged
from zhiyin.modules.knowledge.models import Article, ArticleWording, TrialWording
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.rules import MoreWordings, normal_question
from zhiyin.modules.knowledge.schemas.articles import Origin


async def teach_wordings(
    session: WriteSession, access: Access, wanted: Sequence[MoreWordings], origin: Origin
) -> list[MoreWordings]:
    """Adds wordings to articles the caller may see; answers those they did not have."""
    added = []
    for one in _in_order(wanted):
        row = await access_article(session, access, one.article_id, lock=True)
        texts = await add_to(session, row, one.texts, origin)
        added += [MoreWordings(row.id, tuple(texts))] if texts else []
    return added


async def swap_wordings(
    session: WriteSession, add: Sequence[MoreWordings], remove: Sequence[MoreWordings]
) -> tuple[list[MoreWordings], list[MoreWordings]]:
    """Takes wordings away and brings others back, as far as their articles are still there; answers
    what was really added and removed.
    """
    added: list[MoreWordings] = []
    removed: list[MoreWordings] = []
    coming = {one.article_id: one for one in _in_order(add)}
    going = {one.article_id: one for one in _in_order(remove)}
    for article_id in sorted(coming.keys() | going.keys()):
        row = await session.get(Article, article_id, with_for_update=True, populate_existing=True)
        if row is None or row.deleted_at is not None:
            continue
        if article_id in going:
            texts = await _remove(session, row, going[article_id].texts)
            removed += [MoreWordings(article_id, texts)] if texts else []
        if article_id in coming:
            back = await add_to(session, row, coming[article_id].texts, "learned")
            added += [MoreWordings(article_id, tuple(back))] if back else []
    return added, removed


async def new_wordings(
    session: WriteSession, access: Access, wanted: Sequence[MoreWordings]
) -> list[MoreWordings]:
    """Those of these wordings that their articles do not have; the caller must see the articles."""
    found = []
    for one in _in_order(wanted):
        row = await access_article(session, access, one.article_id)
        held = select(ArticleWording.normal).where(ArticleWording.article_id == row.id)
        known = {normal_question(row.title), *(await session.execute(held)).scalars()}
        texts = tuple(text for text in one.texts if normal_question(text) not in known)
        found += [MoreWordings(row.id, texts)] if texts else []
    return found


async def set_trial(session: WriteSession, wanted: Sequence[MoreWordings]) -> None:
    """Puts exactly these wordings on trial; none at all ends it."""
    await session.execute(delete(TrialWording))
    for one in _in_order(wanted):
        for normal, said in {normal_question(text): text for text in one.texts}.items():
            row = TrialWording(id=new_id(), article_id=one.article_id, text=said, normal=normal)
            session.add(row)
    await session.flush()
    emit(session, TrialChanged())


def _in_order(wanted: Sequence[MoreWordings]) -> list[MoreWordings]:
    """One entry an article, in the order in which everybody locks them."""
    texts: dict[UUID, dict[str, None]] = {}
    for one in wanted:
        texts.setdefault(one.article_id, {}).update(dict.fromkeys(one.texts))
    return [MoreWordings(key, tuple(texts[key])) for key in sorted(texts)]


async def _remove(session: WriteSession, row: Article, texts: Sequence[str]) -> tuple[str, ...]:
    normals = [normal_question(text) for text in texts]
    gone = (
        delete(ArticleWording)
        .where(ArticleWording.article_id == row.id, ArticleWording.normal.in_(normals))
        .returning(ArticleWording.text)
    )
    removed = tuple((await session.execute(gone)).scalars())
    if removed:
        await say_worded(session, row)
        before = {"texts": list(removed)}
        audit(session, "knowledge.remove_wordings", ref_of(row.id), before=before)
    return removed
