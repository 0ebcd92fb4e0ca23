"""Routes of an article's versions: draft, review, publication, history."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge.actions.publishing import (
    archive_article,
    publish_draft,
    return_draft,
    submit_draft,
)
from zhiyin.modules.knowledge.actions.versions import discard_draft, restore_version, save_draft
from zhiyin.modules.knowledge.permissions import PUBLISH, WRITE
from zhiyin.modules.knowledge.queries.articles import get_article
from zhiyin.modules.knowledge.queries.versions import (
    compare_versions,
    get_version,
    list_versions,
)
from zhiyin.modules.knowledge.schemas.articles import (
    ArticleOut,
    DiffOut,
    DraftIn,
    NoteIn,
    RestoreIn,
    VersionOut,
    VersionRow,
)

routes = Routes("knowledge", "/knowledge/articles/{article_id}")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.put("/draft", permit=WRITE, response_model=VersionOut)
async def put_draft(
    article_id: UUID, body: DraftIn, access: Caller, house: CurrentHouse, version: Version
) -> VersionOut:
    """Saves the draft, beginning one where there is none: `If-Match` is the version of the draft,
    0 for a new one.
    """
    async with house.database.writing(access.actor) as session:
        number = await save_draft(session, access, article_id, body, version)
        await session.flush()
        return await get_version(session, access, article_id, number)


@routes.delete("/draft", permit=WRITE)
async def remove_draft(article_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Throws the draft of an article away that has other versions."""
    async with house.database.writing(access.actor) as session:
        await discard_draft(session, access, article_id)


@routes.post(
    "/submit",
    permit=WRITE,
    tool=Tool(
        "submit_article",
        Text("提交审核", "Send to review"),
        Text(
            "把文章的草稿提交审核，note 写给审核人。",
            "Sends an article's draft to review; note is for the reviewer.",
        ),
    ),
    response_model=ArticleOut,
)
async def post_submit(
    article_id: UUID, body: NoteIn, access: Caller, house: CurrentHouse
) -> ArticleOut:
    """Sends the draft to review."""
    async with house.database.writing(access.actor) as session:
        await submit_draft(session, access, article_id, body.note)
        await session.flush()
        return await get_article(session, access, article_id)


@routes.post("/publish", permit=PUBLISH, response_model=ArticleOut)
async def post_publish(
    article_id: UUID, body: NoteIn, access: Caller, house: CurrentHouse
) -> ArticleOut:
    """Publishes the draft or the version in review; readers see it from now on."""
    async with house.database.writing(access.actor) as session:
        await publish_draft(session, access, article_id, body.note)
        await session.flush()
        return await get_article(session, access, article_id)


@routes.post("/return", permit=WRITE, response_model=ArticleOut)
async def post_return(
    article_id: UUID, body: NoteIn, access: Caller, house: CurrentHouse
) -> ArticleOut:
    """Returns the version in review to its author, or takes one's own back."""
    async with house.database.writing(access.actor) as session:
        await return_draft(session, access, article_id, body.note)
        await session.flush()
        return await get_article(session, access, article_id)


@routes.post("/archive", permit=PUBLISH, response_model=ArticleOut)
async def post_archive(article_id: UUID, access: Caller, house: CurrentHouse) -> ArticleOut:
    """Takes an article out of search and out of readers' sight; its versions stay."""
    async with house.database.writing(access.actor) as session:
        await archive_article(session, access, article_id)
        await session.flush()
        return await get_article(session, access, article_id)


@routes.post("/restore", permit=WRITE, response_model=ArticleOut)
async def post_restore(
    article_id: UUID, body: RestoreIn, access: Caller, house: CurrentHouse
) -> ArticleOut:
    """Makes a draft of an older version."""
    async with house.database.writing(access.actor) as session:
        await restore_version(session, access, article_id, body.number)
        await session.flush()
        return await get_article(session, access, article_id)


@routes.get("/versions", permit=WRITE, response_model=list[VersionRow])
async def get_versions(article_id: UUID, access: Caller, house: CurrentHouse) -> list[VersionRow]:
    """The history, newest first."""
    async with house.database.reading() as session:
        return await list_versions(session, access, article_id)


@routes.get("/versions/{number}", permit=WRITE, response_model=VersionOut)
async def get_one_version(
    article_id: UUID, number: int, access: Caller, house: CurrentHouse
) -> VersionOut:
    """One version with what it says."""
    async with house.database.reading() as session:
        return await get_version(session, access, article_id, number)


@routes.get("/diff", permit=WRITE, response_model=DiffOut)
async def get_diff(
    article_id: UUID,
    access: Caller,
    house: CurrentHouse,
    older: Annotated[int, Query(alias="from", ge=1, le=1_000_000)],
    newer: Annotated[int, Query(alias="to", ge=1, le=1_000_000)],
) -> DiffOut:
    """What changed between two versions, paragraph by paragraph."""
    async with house.database.reading() as session:
        return await compare_versions(session, access, article_id, older, newer)
