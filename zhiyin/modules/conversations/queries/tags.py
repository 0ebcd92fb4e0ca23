"""The tags in use (会话标签)."""

from sqlalchemy import desc, exists, func, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.permissions import readable
from zhiyin.modules.conversations.schemas.requests import TagCount

# What was tagged before these says little of how the house tags now.
LATEST = 5000
MOST = 200


async def list_tags(session: ReadSession, access: Access) -> list[TagCount]:
    """Of the latest tagged conversations the caller may read, most used first."""
    latest = (
        select(Conversation.tags)
        .where(readable(access), Conversation.tags != [])
        .order_by(Conversation.id.desc())
        .limit(LATEST)
        .subquery()
    )
    each = select(func.unnest(latest.c.tags).label("tag")).subquery()
    query = (
        select(each.c.tag, func.count().label("count"))
        .group_by(each.c.tag)
        .order_by(desc("count"), each.c.tag)
        .limit(MOST)
    )
    rows = await session.execute(query)
    return [TagCount(tag=row.tag, count=row.count) for row in rows]


async def is_any_tagged(session: ReadSession) -> bool:
    """Whether any conversation has a tag."""
    return bool(await session.scalar(select(exists().where(Conversation.tags != []))))
