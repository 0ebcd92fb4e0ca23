"""Who may read, write and publish articles: one rule behind lists, search and single checks."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, true

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge.models import Article

READ = Permission(
    "knowledge.read",
    Text("查看知识库", "Read articles"),
    Text("搜索和查看已发布的文章。", "Search and read published articles."),
)
WRITE = Permission(
    "knowledge.write",
    Text("编写知识", "Write articles"),
    Text(
        "写草稿、提交审核、维护问法，查看没有答案的问题。",
        "Write drafts and send them to review, keep wordings, see what found no answer.",
    ),
)
PUBLISH = Permission(
    "knowledge.publish",
    Text("发布知识", "Publish articles"),
    Text(
        "审核、发布、下架文章，管理分类和同义词，导入导出。",
        "Review, publish and archive articles, keep categories and synonyms, import and export.",
    ),
)
ALL = (READ, WRITE, PUBLISH)


def of_their_shops(access: Access) -> ColumnElement[bool]:
    """Articles of all shops, and of those the caller's teams serve. Teams of no shop serve all."""
    if access.only_shops is not None:
        return or_(
            Article.shop_id.is_(None),
            and_(Article.shop_id.in_(access.only_shops), _of_their_teams(access)),
        )
    return _of_their_teams(access)


def _of_their_teams(access: Access) -> ColumnElement[bool]:
    if access.scope(READ) == "all" or not access.shop_ids:
        return true()
    return or_(Article.shop_id.is_(None), Article.shop_id.in_(access.shop_ids))


def readable(access: Access) -> ColumnElement[bool]:
    """Which articles somebody may see: who does not write sees what is published."""
    there = and_(Article.deleted_at.is_(None), of_their_shops(access))
    return there if access.may(WRITE) else and_(there, Article.live_number.is_not(None))


def serves(access: Access, shop_id: UUID | None) -> bool:
    """Whether an article of this shop is the caller's business."""
    if shop_id is None:
        return True
    everywhere = access.scope(READ) == "all" or not access.shop_ids
    return access.reaches(shop_id) and (everywhere or shop_id in access.shop_ids)


def may_read(access: Access, row: Article) -> bool:
    """The same of one article."""
    if row.deleted_at is not None or not serves(access, row.shop_id):
        return False
    return access.may(WRITE) or row.live_number is not None


def findable(
    moment: datetime,
    off: Collection[UUID],
    *,
    customers_only: bool = False,
    shop_id: UUID | None = None,
    level: str | None = None,
) -> ColumnElement[bool]:
    """Which articles a search may answer: live, valid now, in no category that is switched off,
    and meant for who asks.
    """
    rules: list[ColumnElement[bool]] = [
        Article.deleted_at.is_(None),
        Article.live_number.is_not(None),
        or_(Article.valid_from.is_(None), Article.valid_from <= moment),
        or_(Article.valid_until.is_(None), Article.valid_until > moment),
    ]
    if off:
        rules.append(or_(Article.category_id.is_(None), Article.category_id.not_in(off)))
    if customers_only:
        rules.append(Article.audience == "customers")
    if shop_id is not None:
        rules.append(or_(Article.shop_id.is_(None), Article.shop_id == shop_id))
    if level is not None:
        rules.append(or_(Article.levels == [], Article.levels.contains([level])))
    return and_(*rules)
