"""Routes of search and synonyms."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge.actions.finding import find_and_note, note_click
from zhiyin.modules.knowledge.actions.synonyms import (
    delete_synonyms,
    edit_synonyms,
    make_synonyms,
)
from zhiyin.modules.knowledge.permissions import PUBLISH, READ
from zhiyin.modules.knowledge.queries.searching import Question, suggest_titles
from zhiyin.modules.knowledge.queries.synonyms import list_synonyms
from zhiyin.modules.knowledge.schemas.articles import Audience, Locale
from zhiyin.modules.knowledge.schemas.searching import (
    ClickIn,
    SearchOut,
    Suggestion,
    SynonymsIn,
    SynonymsOut,
)

routes = Routes("knowledge", "/knowledge")
Version = Annotated[int | None, Depends(IfMatch)]
Asked = Annotated[str, Query(min_length=1, max_length=500)]


@routes.get(
    "/search",
    permit=READ,
    tool=Tool(
        "search_articles",
        Text("搜索知识库", "Search articles"),
        Text(
            "用任何说法提问，返回最可能的已发布文章。",
            "Finds published articles by a question in anybody's words, likeliest first.",
        ),
    ),
    response_model=SearchOut,
)
async def search(
    access: Caller,
    house: CurrentHouse,
    q: Asked,
    audience: Audience | None = None,
    shop_id: UUID | None = None,
    locale: Locale | None = None,
    conversation_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 10,
) -> SearchOut:
    """Finds articles by a question in anybody's words, likeliest first."""
    question = Question(
        q,
        limit=limit,
        customers_only=audience == "customers",
        shop_id=shop_id,
        locale=locale,
        conversation_id=conversation_id,
    )
    return await find_and_note(house, access, question)


@routes.get("/suggest", permit=READ, response_model=list[Suggestion])
async def suggest(
    access: Caller,
    house: CurrentHouse,
    q: Asked,
    audience: Audience | None = None,
    shop_id: UUID | None = None,
    locale: Locale | None = None,
) -> list[Suggestion]:
    """Titles while somebody types, by words, pinyin or initials: at most eight."""
    question = Question(
        q, limit=8, customers_only=audience == "customers", shop_id=shop_id, locale=locale
    )
    return await suggest_titles(house, access, question)


@routes.post("/searches/{search_id}/click", permit=READ, response_model=Done)
async def post_click(search_id: UUID, body: ClickIn, access: Caller, house: CurrentHouse) -> Done:
    """Tells which of the articles found was opened: ranking learns from it."""
    async with house.database.writing(access.actor) as session:
        await note_click(session, access, search_id, body.article_id, body.place)
    return Done()


@routes.get("/synonyms", permit=READ, response_model=list[SynonymsOut])
async def get_synonyms(house: CurrentHouse) -> list[SynonymsOut]:
    """All groups of synonyms."""
    async with house.database.reading() as session:
        return await list_synonyms(session)


@routes.post("/synonyms", permit=PUBLISH, status=201, response_model=SynonymsOut)
async def post_synonyms(body: SynonymsIn, access: Caller, house: CurrentHouse) -> SynonymsOut:
    """Makes a group."""
    async with house.database.writing(access.actor) as session:
        row = await make_synonyms(session, body.words)
        await session.flush()
        return SynonymsOut.model_validate(row)


@routes.patch("/synonyms/{group_id}", permit=PUBLISH, response_model=SynonymsOut)
async def patch_synonyms(
    group_id: UUID, body: SynonymsIn, access: Caller, house: CurrentHouse, version: Version
) -> SynonymsOut:
    """Changes the words of a group."""
    async with house.database.writing(access.actor) as session:
        row = await edit_synonyms(session, group_id, body.words, version)
        await session.flush()
        return SynonymsOut.model_validate(row)


@routes.delete("/synonyms/{group_id}", permit=PUBLISH)
async def remove_synonyms(group_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts a group into the bin."""
    async with house.database.writing(access.actor) as session:
        await delete_synonyms(session, group_id)
