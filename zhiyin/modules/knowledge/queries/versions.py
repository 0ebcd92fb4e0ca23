"""Reads of an article's versions."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.knowledge.bodies import compare, paragraphs
from zhiyin.modules.knowledge.models import Article, ArticleVersion
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.schemas.articles import (
    DiffLine,
    DiffOut,
    DiffPart,
    Person,
    VersionOut,
    VersionRow,
)
from zhiyin.modules.people.interface import StaffNames, get_names

OPEN = ("draft", "in_review", "returned")


async def find_open(
    session: ReadSession | WriteSession, article_id: UUID, *, lock: bool = False
) -> ArticleVersion | None:
    """The version that is worked at or in review, if there is one."""
    query = select(ArticleVersion).where(
        ArticleVersion.article_id == article_id, ArticleVersion.state.in_(OPEN)
    )
    found = await session.execute(
        query.with_for_update() if lock else query, execution_options={"populate_existing": True}
    )
    return found.scalar_one_or_none()


async def find_live(session: ReadSession | WriteSession, row: Article) -> ArticleVersion | None:
    """The version readers see."""
    if row.live_number is None:
        return None
    return await session.get(ArticleVersion, (row.id, row.live_number), populate_existing=True)


def show_version(names: StaffNames, row: ArticleVersion) -> VersionOut:
    """A version with what it says."""
    shown = {name: getattr(row, name) for name in _SAID} | _known(names, row)
    return VersionOut.model_validate(shown)


_HISTORY = (
    "number", "version", "state", "title", "note", "review_note", "made_at", "changed_at",
    "submitted_at", "decided_at",
)  # fmt: skip
_SAID = (*_HISTORY, "short_answer", "body_html", "body_text", "star", "synonyms")


def _known(names: StaffNames, row: ArticleVersion) -> dict[str, Person | None]:
    reviewer = row.reviewer_id
    return {
        "author": Person(id=row.author_id, name=names.staff_name(row.author_id)),
        "reviewer": Person(id=reviewer, name=names.staff_name(reviewer)) if reviewer else None,
    }


async def list_versions(session: ReadSession, access: Access, article_id: UUID) -> list[VersionRow]:
    """The history, newest first."""
    await access_article(session, access, article_id)
    names = await get_names(session)
    query = select(ArticleVersion).where(ArticleVersion.article_id == article_id)
    rows = (await session.execute(query.order_by(ArticleVersion.number.desc()))).scalars()
    return [
        VersionRow.model_validate(
            {name: getattr(row, name) for name in _HISTORY} | _known(names, row)
        )
        for row in rows
    ]


async def find_version(
    session: ReadSession | WriteSession, article_id: UUID, number: int
) -> ArticleVersion:
    """A version of an article that the caller was checked for."""
    row = await session.get(ArticleVersion, (article_id, number), populate_existing=True)
    if row is None:
        raise NotFoundError
    return row


async def get_version(
    session: ReadSession | WriteSession, access: Access, article_id: UUID, number: int
) -> VersionOut:
    """One version with what it says."""
    await access_article(session, access, article_id)
    row = await find_version(session, article_id, number)
    return show_version(await get_names(session), row)


def _parts(row: ArticleVersion) -> Iterator[tuple[DiffPart, list[str]]]:
    yield "title", [row.title]
    yield "short_answer", row.short_answer.splitlines()
    yield "star", [said for said in (row.star or {}).values() if said]
    yield "body", paragraphs(row.body_html)
    yield "synonyms", row.synonyms


async def compare_versions(
    session: ReadSession, access: Access, article_id: UUID, older: int, newer: int
) -> DiffOut:
    """What changed between two versions, paragraph by paragraph."""
    await access_article(session, access, article_id)
    before = await find_version(session, article_id, older)
    after = await find_version(session, article_id, newer)
    lines = [
        DiffLine(part=part, kind=kind, text=text)
        for (part, old), (_, new) in zip(_parts(before), _parts(after), strict=True)
        for kind, text in compare(old, new)
    ]
    return DiffOut(older=older, newer=newer, lines=lines)
