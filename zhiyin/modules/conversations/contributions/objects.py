"""Conversations as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.permissions import readable
from zhiyin.modules.conversations.rules import KIND, reference


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These conversations, as far as the caller may read them."""
    query = select(Conversation).where(Conversation.id.in_(ids))
    if access is not None:
        query = query.where(readable(access))
    return {
        row.id: Face(
            f"{reference(row.opened_at, row.serial)} {row.customer_card.get('name', '')}".strip(),
            f"/conversations/{row.id}?box=all",
            row.customer_id,
            row.shop_id,
            row.team_id,
        )
        for row in (await session.execute(query)).scalars()
    }


CONVERSATION = ObjectKind(KIND, Text("会话", "Conversation"), look)
