"""Articles as they go into files."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.knowledge.models import Article
from zhiyin.modules.knowledge.pairs import Whole
from zhiyin.modules.knowledge.queries.categories import Tree, get_tree
from zhiyin.modules.knowledge.queries.reading import get_wordings, live_versions
from zhiyin.modules.knowledge.rules import below, reference


async def live_ids(session: ReadSession, args: Mapping[str, Any]) -> list[UUID]:
    """The live articles that were asked for, oldest first."""
    query = select(Article.id).where(Article.deleted_at.is_(None), Article.live_number.is_not(None))
    if args["category_id"]:
        tree = await get_tree(session)
        inside = below(tree.parents, UUID(args["category_id"]))
        query = query.where(Article.category_id.in_(inside))
    if args["audience"]:
        query = query.where(Article.audience == args["audience"])
    if args["shops"] is not None:
        shops = [UUID(one) for one in args["shops"]]
        query = query.where(or_(Article.shop_id.is_(None), Article.shop_id.in_(shops)))
    return list((await session.execute(query.order_by(Article.number))).scalars())


def _path(tree: Tree, category_id: UUID | None, language: str) -> list[str]:
    path: list[str] = []
    while category_id is not None and category_id in tree.names:
        path.insert(0, tree.names[category_id].get(language, ""))
        category_id = tree.parents.get(category_id)
    return path


async def read_articles(session: ReadSession, ids: Sequence[UUID]) -> list[Whole]:
    """What readers see of these articles, with their wordings."""
    tree = await get_tree(session)
    wordings = await get_wordings(session, ids)
    query = live_versions().where(Article.id.in_(ids)).order_by(Article.number)
    return [
        Whole(
            reference(article.number),
            version.title,
            version.short_answer,
            version.body_html,
            version.body_text,
            article.audience,
            article.locale,
            wordings.get(article.id, []),
            _path(tree, article.category_id, article.locale),
        )
        for article, version in (await session.execute(query)).tuples()
    ]
