"""What bots must know of conversations: which they hold, what was said, how many came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.conversations.models.conversations import Conversation, Message
from zhiyin.modules.customers.interface import mask_spans

LOOKED_AT = 20
# People write one thought in several messages.
MOST_TOGETHER = 5


@dataclass(frozen=True)
class Owed:
    """A conversation in which a bot owes an answer."""

    id: UUID
    bot_id: UUID
    customer_id: UUID
    shop_id: UUID
    team_id: UUID | None
    subject_id: UUID | None
    language: str
    level: str | None
    # Whether the shop vouches for who the customer is.
    proven: bool


@dataclass(frozen=True)
class Said:
    """Something a customer said: words, or a picture or file."""

    number: int
    kind: str
    text: str


def _owed(row: Any) -> Owed:
    level = row.customer_card.get("level")
    return Owed(
        row.id,
        row.assignee_id,
        row.customer_id,
        row.shop_id,
        row.team_id,
        row.subject_id,
        row.language,
        level if isinstance(level, str) else None,
        row.thread_key.startswith("user:"),
    )


async def list_owed(session: ReadSession, bot_ids: Sequence[UUID], limit: int) -> list[Owed]:
    """Conversations that these bots hold and in which the customer waits, longest first."""
    query = (
        select(Conversation)
        .where(
            Conversation.assignee_id.in_(bot_ids),
            Conversation.state != "closed",
            Conversation.waiting_since.is_not(None),
        )
        .order_by(Conversation.waiting_since, Conversation.id)
        .limit(limit)
    )
    return [_owed(row) for row in (await session.execute(query)).scalars()]


async def list_with_bots(
    session: ReadSession | WriteSession, bot_ids: Sequence[UUID]
) -> list[Owed]:
    """Everything these bots hold."""
    query = select(Conversation).where(
        Conversation.assignee_id.in_(bot_ids), Conversation.state != "closed"
    )
    rows = await session.execute(query.order_by(Conversation.id))
    return [_owed(row) for row in rows.scalars()]


async def get_turn(session: ReadSession, conversation_id: UUID) -> list[Said]:
    """The customer's newest words that nobody has answered yet, the first of them first."""
    query = (
        select(Message.number, Message.sender_kind, Message.kind, Message.text)
        .where(
            Message.conversation_id == conversation_id,
            Message.kind.in_(("text", "image", "file")),
        )
        .order_by(Message.number.desc())
        .limit(LOOKED_AT)
    )
    turn: list[Said] = []
    for row in await session.execute(query):
        if row.sender_kind != "customer":
            break
        turn.append(Said(row.number, row.kind, row.text))
    return turn[:MOST_TOGETHER][::-1]


async def said_by_customer(
    session: ReadSession | WriteSession, conversation_id: UUID, limit: int
) -> list[str]:
    """The latest words of the customer, oldest first; personal data in them is masked."""
    query = (
        select(Message.text, Message.spans)
        .where(
            Message.conversation_id == conversation_id,
            Message.kind == "text",
            Message.sender_kind == "customer",
            Message.recalled_at.is_(None),
        )
        .order_by(Message.number.desc())
        .limit(limit)
    )
    rows = (await session.execute(query)).all()
    return [mask_spans(row.text, row.spans or []) for row in reversed(rows)]


_OPENED = text("""
    SELECT subject_id, count(*) AS opened FROM conversations
    WHERE id >= CAST(:first AS uuid) AND opened_at >= :since AND origin = 'inbound'
      AND (CAST(:shop_id AS uuid) IS NULL OR shop_id = :shop_id)
    GROUP BY subject_id
""")


async def count_opened(
    session: ReadSession, since: datetime, shop_id: UUID | None
) -> dict[UUID | None, int]:
    """How many conversations customers have begun since then, by subject."""
    # Ids are made in the order of time: what is older is not looked at.
    first = UUID(int=(int(since.timestamp() * 1000) << 80))
    values = {"first": str(first), "since": since, "shop_id": shop_id}
    return {row.subject_id: row.opened for row in await session.execute(_OPENED, values)}
