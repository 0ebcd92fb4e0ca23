"""Writes of drafts: what an article is to say next."""

from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import EditConflictError
from zhiyin.kernel.files.store import attach_file
from zhiyin.modules.knowledge.actions.indexing import refresh_tokens
from zhiyin.modules.knowledge.actions.telling import ref_of
from zhiyin.modules.knowledge.bodies import clean, picture_ids, plain_text
from zhiyin.modules.knowledge.errors import (
    DraftExistsError,
    InReviewError,
    NothingToSubmitError,
    OnlyVersionError,
)
from zhiyin.modules.knowledge.models import Article, ArticleVersion
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.queries.versions import (
    find_live,
    find_open,
    find_version,
    show_version,
)
from zhiyin.modules.knowledge.schemas.articles import DraftIn, Star
from zhiyin.modules.people.interface import get_names


def fill_in(row: Article, version: ArticleVersion, body: DraftIn) -> None:
    """Writes what a draft says, cleaned."""
    version.title = body.title
    version.short_answer = body.short_answer
    version.body_html = clean(body.body_html)
    version.body_text = plain_text(version.body_html)
    version.star = body.star.model_dump() if body.star and row.kind == "case" else None
    version.synonyms = list(dict.fromkeys(body.synonyms))
    version.note = body.note
    version.state = "draft"
    version.changed_at = now()


async def tie_pictures(session: WriteSession, version: ArticleVersion) -> None:
    """Gives the pictures of a draft to its article. Somebody else's upload stays theirs, one that
    is tied already stays tied. Done last: files are locked after articles.
    """
    ids = picture_ids(version.body_html)
    if ids:
        await session.flush()
    for file_id in ids:
        await attach_file(session, file_id, session.actor, ref_of(version.article_id))


async def next_number(session: WriteSession, article_id: UUID) -> int:
    """The number of an article's next version; the caller holds the article."""
    newest = select(func.max(ArticleVersion.number)).where(ArticleVersion.article_id == article_id)
    return (await session.scalar(newest) or 0) + 1


async def save_draft(
    session: WriteSession, access: Access, article_id: UUID, body: DraftIn, expected: int | None
) -> int:
    """Saves the draft, beginning one where there is none; answers its number.

    `expected` is the version of the draft the caller has read, 0 for a new one.
    """
    row = await access_article(session, access, article_id, lock=True)
    version = await find_open(session, article_id, lock=True)
    names = await get_names(session)
    if version is None:
        if expected not in (None, 0):
            live = await find_live(session, row)
            shown = show_version(names, live).model_dump(mode="json") if live else None
            raise EditConflictError(extra={"current": shown})
        version = ArticleVersion(
            article_id=article_id,
            number=await next_number(session, article_id),
            version=1,
            author_id=access.id,
        )
        session.add(version)
        begun = True
    else:
        if version.state == "in_review":
            raise InReviewError
        check_version(version, expected, show_version(names, version).model_dump(mode="json"))
        begun = version.author_id != access.id
        version.author_id = access.id
    fill_in(row, version, body)
    row.state = "draft"
    row.changed_at = now()
    if row.live_number is None:
        row.title = version.title
        await refresh_tokens(session, row, None)
    if begun:
        # Saved every few seconds while somebody writes: who wrote is noted, not each time.
        after = {"number": version.number, "title": version.title}
        audit(session, "knowledge.write_draft", ref_of(article_id), after=after)
    await tie_pictures(session, version)
    return version.number


async def discard_draft(session: WriteSession, access: Access, article_id: UUID) -> None:
    """Throws the draft away; readers go on seeing what they saw."""
    row = await access_article(session, access, article_id, lock=True)
    version = await find_open(session, article_id, lock=True)
    if version is None:
        raise NothingToSubmitError
    if version.state == "in_review":
        raise InReviewError
    if version.number == 1:
        raise OnlyVersionError
    before = {"number": version.number, "title": version.title}
    audit(session, "knowledge.discard_draft", ref_of(article_id), before=before)
    await session.delete(version)
    row.state = "archived" if row.live_number is None else "published"
    row.changed_at = now()


async def restore_version(
    session: WriteSession, access: Access, article_id: UUID, number: int
) -> None:
    """Makes a draft of an older version; never over a draft that is there."""
    row = await access_article(session, access, article_id, lock=True)
    version = await find_open(session, article_id, lock=True)
    if version is not None:
        raise InReviewError if version.state == "in_review" else DraftExistsError
    old = await find_version(session, article_id, number)
    draft = ArticleVersion(
        article_id=article_id,
        number=await next_number(session, article_id),
        version=1,
        author_id=access.id,
    )
    body = DraftIn(
        title=old.title,
        short_answer=old.short_answer,
        body_html=old.body_html,
        star=Star.model_validate(old.star) if old.star else None,
        synonyms=old.synonyms,
    )
    fill_in(row, draft, body)
    session.add(draft)
    row.state = "draft"
    row.changed_at = now()
    after = {"from": number, "number": draft.number}
    audit(session, "knowledge.restore_version", ref_of(article_id), after=after)
