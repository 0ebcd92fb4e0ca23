"""Conversations on the customer's timeline."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import TimelineEntry
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.permissions import readable
from zhiyin.modules.conversations.rules import reference
from zhiyin.modules.people.interface import get_names

BADGES = {
    "closed": Text("已结束", "Closed"),
    "queued": Text("排队中", "Waiting"),
    "assigned": Text("处理中", "Open"),
    "waiting_customer": Text("等客户", "Waiting for customer"),
    "bot": Text("机器人", "Bot"),
}


class ConversationsOnTimeline:
    """One line a conversation: who answered, and its last words."""

    name = "conversations"

    async def entries(
        self,
        session: ReadSession,
        access: Access,
        customer_ids: Sequence[UUID],
        before: datetime,
        limit: int,
    ) -> list[TimelineEntry]:
        """Those the caller may read, newest first."""
        names = await get_names(session)
        rows = (
            await session.execute(
                select(Conversation)
                .where(
                    Conversation.customer_id.in_(customer_ids),
                    Conversation.opened_at < before,
                    readable(access),
                )
                .order_by(Conversation.id.desc())
                .limit(limit)
            )
        ).scalars()
        return [_entry(row, names.staff_name(row.closed_by or row.assignee_id)) for row in rows]


def _entry(row: Conversation, staff_name: str) -> TimelineEntry:
    words = (row.last_message or {}).get("preview", "")
    number = reference(row.opened_at, row.serial)
    lines = tuple(line for line in (words, row.close_note or "", staff_name) if line)
    return TimelineEntry(
        kind="conversation",
        at=row.opened_at,
        title=Text(f"会话 {number}", f"Conversation {number}"),
        lines=lines,
        badge=BADGES[row.state],
        ref=ObjectRef("conversation", row.id),
    )
