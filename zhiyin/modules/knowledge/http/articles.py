"""Routes of articles: list, look, properties, wordings, use."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch, Page
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge.actions.articles import begin_article, delete_article, edit_article
from zhiyin.modules.knowledge.actions.using import note_use
from zhiyin.modules.knowledge.actions.wordings import add_wordings, remove_wording
from zhiyin.modules.knowledge.permissions import READ, WRITE
from zhiyin.modules.knowledge.queries.articles import (
    Filters,
    count_articles,
    get_article,
    list_articles,
    list_wordings,
)
from zhiyin.modules.knowledge.schemas.articles import (
    ArticleCounts,
    ArticleIn,
    ArticleOut,
    ArticlePatch,
    ArticleRow,
    Audience,
    Due,
    HelpfulIn,
    Kind,
    Locale,
    Sort,
    State,
    UsedIn,
    WordingOut,
    WordingsIn,
)

routes = Routes("knowledge", "/knowledge/articles")
Version = Annotated[int | None, Depends(IfMatch)]


def _filters(
    state: State | None = None,
    category_id: UUID | None = None,
    kind: Kind | None = None,
    audience: Audience | None = None,
    shop_id: UUID | None = None,
    locale: Locale | None = None,
    owner_id: UUID | None = None,
    due: Due | None = None,
    q: Annotated[str, Query(max_length=200)] = "",
) -> Filters:
    """What a list is narrowed to. A category stands for everything below it."""
    return Filters(state, category_id, kind, audience, shop_id, locale, owner_id, due, q)


Narrowed = Annotated[Filters, Depends(_filters)]


@routes.get(
    "",
    permit=READ,
    tool=Tool(
        "list_articles",
        Text("列出文章", "List articles"),
        Text(
            "按状态、分类、受众等筛选文章，或按 q 匹配标题。",
            "Lists articles by state, category, audience and more, or by words of the title (q).",
        ),
    ),
    response_model=Page[ArticleRow],
)
async def get_list(
    access: Caller,
    house: CurrentHouse,
    filters: Narrowed,
    sort: Sort = "changed",
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[ArticleRow]:
    """One page of articles the caller may see."""
    async with house.database.reading() as session:
        items, following = await list_articles(
            session, access, filters, sort=sort, cursor=cursor, limit=limit
        )
    return Page(items=items, next=following)


@routes.get("/counts", permit=READ, response_model=ArticleCounts)
async def get_counts(access: Caller, house: CurrentHouse, filters: Narrowed) -> ArticleCounts:
    """How many articles there are by state and by what is due, under the other filters."""
    async with house.database.reading() as session:
        return await count_articles(session, access, filters)


@routes.post(
    "",
    permit=WRITE,
    tool=Tool(
        "draft_article",
        Text("起草文章", "Draft an article"),
        Text(
            "新建一篇文章的草稿；不会发布，需由人审核。标题写成客户会问的标准问题。",
            "Begins an article with a draft; it is not published, people review it. The title is"
            " the question as customers ask it.",
        ),
    ),
    status=201,
    response_model=ArticleOut,
)
async def post_article(body: ArticleIn, access: Caller, house: CurrentHouse) -> ArticleOut:
    """Begins an article with its first draft."""
    async with house.database.writing(access.actor) as session:
        row = await begin_article(session, access, body)
        await session.flush()
        return await get_article(session, access, row.id)


@routes.get(
    "/{article_id}",
    permit=READ,
    tool=Tool(
        "read_article",
        Text("查看文章", "Read an article"),
        Text(
            "一篇文章的全文、简短回答和问法。",
            "An article in full, with its short answer and other wordings.",
        ),
    ),
    response_model=ArticleOut,
)
async def get_one(article_id: UUID, access: Caller, house: CurrentHouse) -> ArticleOut:
    """An article: what readers see, and for writers the version they work at."""
    async with house.database.reading() as session:
        return await get_article(session, access, article_id)


@routes.patch("/{article_id}", permit=WRITE, response_model=ArticleOut)
async def patch_article(
    article_id: UUID, body: ArticlePatch, access: Caller, house: CurrentHouse, version: Version
) -> ArticleOut:
    """Changes where an article belongs, whom it is for, how long it holds."""
    async with house.database.writing(access.actor) as session:
        await edit_article(session, access, article_id, body, version)
        await session.flush()
        return await get_article(session, access, article_id)


@routes.delete("/{article_id}", permit=WRITE)
async def remove_article(article_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts an article into the bin; a published one only for who may publish."""
    async with house.database.writing(access.actor) as session:
        await delete_article(session, access, article_id)


@routes.post(
    "/{article_id}/wordings",
    permit=WRITE,
    tool=Tool(
        "add_wordings",
        Text("添加问法", "Add wordings"),
        Text(
            "给文章添加客户的其他问法，立即用于搜索和机器人。",
            "Adds other wordings of customers to an article; search and the bot use them at once.",
        ),
    ),
    response_model=list[WordingOut],
)
async def post_wordings(
    article_id: UUID, body: WordingsIn, access: Caller, house: CurrentHouse
) -> list[WordingOut]:
    """Adds other wordings, live at once; answers all of them."""
    async with house.database.writing(access.actor) as session:
        await add_wordings(session, access, article_id, body.texts)
        await session.flush()
        return await list_wordings(session, article_id)


@routes.delete("/{article_id}/wordings/{wording_id}", permit=WRITE)
async def delete_wording(
    article_id: UUID, wording_id: UUID, access: Caller, house: CurrentHouse
) -> None:
    """Takes a wording away."""
    async with house.database.writing(access.actor) as session:
        await remove_wording(session, access, article_id, wording_id)


@routes.post("/{article_id}/used", permit=READ, response_model=Done)
async def post_used(article_id: UUID, body: UsedIn, access: Caller, house: CurrentHouse) -> Done:
    """Counts that an article was opened or put into an answer."""
    async with house.database.writing(access.actor) as session:
        await note_use(session, access, article_id, body.kind, body.conversation_id)
    return Done()


@routes.post("/{article_id}/helpful", permit=READ, response_model=Done)
async def post_helpful(
    article_id: UUID, body: HelpfulIn, access: Caller, house: CurrentHouse
) -> Done:
    """Says whether an article helped."""
    async with house.database.writing(access.actor) as session:
        await note_use(
            session, access, article_id, "helpful" if body.helpful else "unhelpful", None
        )
    return Done()
