"""Telling the house and colleagues what became of an article."""

from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.knowledge.events import ArticleChanged
from zhiyin.modules.knowledge.models import Article, ArticleVersion
from zhiyin.modules.knowledge.permissions import PUBLISH
from zhiyin.modules.knowledge.rules import KIND, reference
from zhiyin.modules.people.interface import NewNotice, get_holders, notify

WANTED = "knowledge.review_wanted"
PUBLISHED = "knowledge.published"
RETURNED = "knowledge.returned"
ENDS = "knowledge.ends"
REVIEW = "knowledge.review_due"


def ref_of(article_id: UUID) -> ObjectRef:
    """The article as others refer to it."""
    return ObjectRef(KIND, article_id)


def say_changed(session: WriteSession, row: Article) -> None:
    """What is found may have changed."""
    emit(session, ArticleChanged(row.id), ref_of(row.id))


def values_of(row: Article) -> dict[str, str]:
    """What notices about an article say."""
    return {"ref": reference(row.number), "title": row.title}


async def ask_for_review(session: WriteSession, row: Article, version: ArticleVersion) -> None:
    """Tells everybody who may publish for the article's shop, except the author."""
    notices = [
        NewNotice(
            holder.staff_id,
            WANTED,
            f"{WANTED}:{row.id}:{version.number}:{version.version}",
            ref_of(row.id),
            values_of(row) | {"title": version.title},
        )
        for holder in await get_holders(session, PUBLISH.name)
        if holder.staff_id != version.author_id
        and (row.shop_id is None or not holder.shop_ids or row.shop_id in holder.shop_ids)
    ]
    await notify(session, notices)


async def tell_author(
    session: WriteSession, row: Article, version: ArticleVersion, kind: str
) -> None:
    """Tells the author what was decided, unless they decided themselves."""
    if version.author_id != session.actor.id:
        key = f"{kind}:{row.id}:{version.number}:{version.version}"
        values = values_of(row) | {"title": version.title}
        await notify(session, [NewNotice(version.author_id, kind, key, ref_of(row.id), values)])
