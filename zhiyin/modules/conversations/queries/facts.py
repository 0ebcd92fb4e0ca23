"""What rules can ask about conversations under way: the facts that entry rules know."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.channels.interface import get_pages

# More than are ever open at once; whoever asks works through them in pieces.
MOST_OPEN = 20_000

_OPEN = text("SELECT id FROM conversations WHERE state <> 'closed' LIMIT :most")
# What the customer has said so far, the latest twenty messages of each.
_FACTS = text("""
    SELECT c.id, c.shop_id, c.team_id, c.channel_account_id, c.thread_key, c.language,
           c.subject_id, c.state, c.customer_id, c.customer_card, said.words
    FROM conversations c
    LEFT JOIN LATERAL (
        SELECT string_agg(m.text, ' ') AS words FROM (
            SELECT text FROM messages
            WHERE conversation_id = c.id AND sender_kind = 'customer' AND kind = 'text'
              AND recalled_at IS NULL
            ORDER BY number DESC LIMIT 20) m) said ON true
    WHERE c.id = ANY(:ids)
""")


async def list_open_ids(session: ReadSession | WriteSession) -> list[UUID]:
    """Every conversation that is under way, in the order of their ids."""
    rows = await session.execute(_OPEN, {"most": MOST_OPEN})
    return sorted(rows.scalars())


async def get_facts(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, Mapping[str, Any]]:
    """The facts of these conversations, named as entry rules name them.

    Two reads, however many are asked about; `words` are all that the customer has said lately.
    """
    rows = (await session.execute(_FACTS, {"ids": list(ids)})).all()
    pages = await get_pages(session, [(row.channel_account_id, row.thread_key) for row in rows])
    return {
        row.id: {
            "shop": row.shop_id,
            "team": row.team_id,
            "channel": row.channel_account_id,
            "page": pages.get((row.channel_account_id, row.thread_key), ""),
            "language": row.language,
            "subject": row.subject_id,
            "words": row.words or "",
            "customer": row.customer_id,
            "level": row.customer_card.get("level"),
            "tag": tuple(row.customer_card.get("tags") or ()),
            "open": row.state != "closed",
        }
        for row in rows
    }
