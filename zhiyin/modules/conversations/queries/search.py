"""Finding messages by their words, newest block first."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.kernel.text.tokens import plain, query_words, wanted_tokens
from zhiyin.modules.conversations.models.conversations import Conversation, Message
from zhiyin.modules.conversations.permissions import READ_ALL, readable
from zhiyin.modules.conversations.queries.lists import (
    SEE_PERSONAL,
    show_messages,
    summaries,
)
from zhiyin.modules.conversations.schemas.requests import SearchHit, SearchPage
from zhiyin.modules.customers.interface import mask_spans

PAGE = 20
# Above this many hits only the newest are ranked, and the answer says so.
RANKED = 5000
# A rare word takes few statements through any history: up to eight times as many blocks are asked
# next as were before. Of a word that is met more often only as many as should have enough hits.
WIDER = 8
WIDEST = 64

_NEWEST = text("SELECT max(number) FROM search_blocks")
_MINE = text("""
    SELECT id FROM conversations WHERE assignee_id = :id AND state <> 'closed'
    UNION ALL SELECT id FROM conversations WHERE closed_by = :id
""")
_HITS = text("""
    SELECT conversation_id, number, at FROM message_tokens
    WHERE tokens @@ CAST(:query AS tsquery)
    ORDER BY at DESC, conversation_id DESC, number DESC LIMIT :limit
""")
_MY_HITS = text("""
    SELECT conversation_id, number, at FROM message_tokens
    WHERE tokens @@ CAST(:query AS tsquery) AND conversation_id = ANY(:ids)
    ORDER BY at DESC, conversation_id DESC, number DESC LIMIT :limit
""")
_MESSAGES = text("""
    SELECT m.* FROM messages m
    JOIN jsonb_to_recordset(CAST(:rows AS jsonb)) AS h(place int, id uuid, number int)
      ON m.conversation_id = h.id AND m.number = h.number
    WHERE m.recalled_at IS NULL ORDER BY h.place
""")


def block_query(words: list[str], blocks: list[int]) -> str:
    """All words, within one of these blocks: `('17:物流' & '17:茶':*) | …`."""
    wanted = [one for word in words for one in wanted_tokens(word)]
    return " | ".join(
        "("
        + " & ".join(_quoted(f"{block}:{token}", begins=begins) for token, begins in wanted)
        + ")"
        for block in blocks
    )


def _quoted(lexeme: str, *, begins: bool) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'" + (":*" if begins else "")


async def search_messages(
    session: ReadSession, access: Access, q: str, cursor: str | None
) -> SearchPage:
    """The newest messages that hold every word of `q`, among those the caller may read."""
    words = query_words(q)
    newest = await session.scalar(_NEWEST)
    if not words or newest is None:
        return {"items": [], "next": None, "only_newest": False}
    skip = decode_cursor(cursor, int) or 0
    wanted = skip + PAGE + 1
    hits, capped = await _collect(session, access, words, int(newest), min(wanted, RANKED))
    page = hits[skip : skip + PAGE]
    following = encode_cursor(skip + PAGE) if len(hits) > skip + PAGE and not capped else None
    return {
        "items": await _shown(session, access, page, words),
        "next": following,
        "only_newest": capped,
    }


async def _collect(
    session: ReadSession, access: Access, words: list[str], newest: int, wanted: int
) -> tuple[list[Any], bool]:
    """Hits from the newest block backwards until there are enough; blocks follow time, so the
    first ones found are the newest.
    """
    statement, values = _HITS, dict[str, Any]()
    narrow = access.scope(READ_ALL) != "all"
    if access.scope(READ_ALL) is None:
        ids = (await session.execute(_MINE, {"id": access.id})).scalars().all()
        statement, values = _MY_HITS, {"ids": list(ids)}
    found: list[Any] = []
    block, step = newest, 1
    while block >= 0 and len(found) < wanted:
        blocks = list(range(block, max(-1, block - step), -1))
        values |= {"query": block_query(words, blocks), "limit": RANKED if narrow else wanted}
        rows = (await session.execute(statement, values)).all()
        found += await _permitted(session, access, rows) if narrow else rows
        block -= step
        asked = newest - block
        likely = 1 + (wanted - len(found)) * asked // len(found) if found else WIDEST
        step = min(asked * WIDER, WIDEST, likely)
    return found, len(found) >= RANKED


async def _permitted(session: ReadSession, access: Access, rows: Any) -> list[Any]:
    ids = {row.conversation_id for row in rows}
    allowed = set(
        (
            await session.execute(
                select(Conversation.id).where(Conversation.id.in_(ids), readable(access))
            )
        ).scalars()
    )
    return [row for row in rows if row.conversation_id in allowed]


async def _shown(
    session: ReadSession, access: Access, hits: list[Any], words: list[str]
) -> list[SearchHit]:
    rows = [
        {"place": place, "id": str(hit.conversation_id), "number": hit.number}
        for place, hit in enumerate(hits)
    ]
    messages = (await session.execute(_MESSAGES, {"rows": _json(rows)})).all()
    ids = list({message.conversation_id for message in messages})
    found = await session.execute(select(Conversation).where(Conversation.id.in_(ids)))
    conversations = found.scalars().all()
    summary = {one["id"]: one for one in await summaries(session, conversations)}
    masked = SEE_PERSONAL not in access.scopes
    shown = await show_messages(session, messages, masked=masked)
    return [
        {
            "conversation": summary[message["conversation_id"]],
            "message": message,
            "highlights": words,
        }
        for message in shown
        if message["conversation_id"] in summary
    ]


def _json(rows: list[dict[str, Any]]) -> str:
    return msgspec.json.encode(rows).decode()


MOST_LOOKED_AT = 5000
MOST_FOUND = 500


async def find_numbers(
    session: ReadSession, conversation_id: UUID, asked: str, *, masked: bool
) -> list[int]:
    """Where words stand in one conversation, as the caller sees it: what is masked is not found.

    Looks at the newest 5,000 messages; the caller has been checked before.
    """
    query = (
        select(Message.number, Message.text, Message.spans)
        .where(
            Message.conversation_id == conversation_id,
            Message.kind != "event",
            Message.recalled_at.is_(None),
        )
        .order_by(Message.number.desc())
        .limit(MOST_LOOKED_AT)
    )
    wanted = plain(asked).strip()
    found = [
        row.number
        for row in await session.execute(query)
        if wanted in plain(mask_spans(row.text, row.spans) if masked else row.text)
    ]
    return sorted(found[:MOST_FOUND])
