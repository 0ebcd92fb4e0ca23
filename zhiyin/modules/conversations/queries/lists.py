"""Reads of conversations, already limited to what the caller may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text, tuple_

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import get_files
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.channels.interface import get_channels
from zhiyin.modules.conversations.models.conversations import Conversation, Message
from zhiyin.modules.conversations.permissions import (
    Standing,
    may_read,
    readable,
    takes_part,
)
from zhiyin.modules.conversations.rules import read_reference, reference
from zhiyin.modules.conversations.schemas.showing import (
    show_file,
    show_message,
    show_quote,
    summarise,
)
from zhiyin.modules.conversations.schemas.shown import ConversationSummary, MessageOut, QuoteOut
from zhiyin.modules.people.interface import get_names

FIRST_PAGE = 50
SEE_PERSONAL = "customers.see_personal"


def standing(row: Any) -> Standing:
    """What decides who may see the row."""
    return Standing(
        row.shop_id, row.team_id, row.assignee_id, row.closed_by, row.state, row.participants
    )


async def access_conversation(
    session: ReadSession | WriteSession, access: Access, conversation_id: UUID
) -> Conversation:
    """The conversation, if the caller may read it; not found otherwise."""
    row = await session.get(Conversation, conversation_id, populate_existing=True)
    if row is None or not may_read(access, standing(row)):
        raise NotFoundError
    return row


async def summaries(
    session: ReadSession | WriteSession, rows: Sequence[Any]
) -> list[ConversationSummary]:
    """Rows as lists show them."""
    names = await get_names(session)
    channels = await get_channels(session)
    online: Any = session.house.shelf.get("conversations.online", {})
    return [
        summarise(
            row,
            channels[row.channel_account_id].name if row.channel_account_id in channels else "",
            names.staff_name(row.assignee_id),
            online=row.id in online,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Brief:
    """A conversation as other modules speak of it."""

    id: UUID
    ref: str
    shop_id: UUID
    team_id: UUID | None
    subject_id: UUID | None
    tags: tuple[str, ...]
    customer_id: UUID
    customer_name: str
    opened_at: datetime
    state: str
    language: str
    assignee_id: UUID | None
    # Channel and thread: whose window it stands in.
    thread: tuple[UUID, str]


async def get_briefs(session: ReadSession | WriteSession, ids: Sequence[UUID]) -> dict[UUID, Brief]:
    """These conversations in short; the caller has been checked before."""
    if not ids:
        return {}
    query = select(Conversation).where(Conversation.id.in_(ids))
    rows = (await session.execute(query.execution_options(populate_existing=True))).scalars()
    return {row.id: _brief(row) for row in rows}


def _brief(row: Conversation) -> Brief:
    return Brief(
        row.id,
        reference(row.opened_at, row.serial),
        row.shop_id,
        row.team_id,
        row.subject_id,
        tuple(row.tags),
        row.customer_id,
        row.customer_card.get("name", ""),
        row.opened_at,
        row.state,
        row.language,
        row.assignee_id,
        (row.channel_account_id, row.thread_key),
    )


async def access_brief(
    session: ReadSession | WriteSession, access: Access, conversation_id: UUID
) -> Brief:
    """One conversation in short, if the caller may read it; not found otherwise."""
    return _brief(await access_conversation(session, access, conversation_id))


async def get_summary(
    session: ReadSession | WriteSession, conversation_id: UUID
) -> ConversationSummary:
    """One conversation as lists show it; the caller has been checked before."""
    row = await session.get(Conversation, conversation_id, populate_existing=True)
    if row is None:
        raise NotFoundError
    return (await summaries(session, [row]))[0]


async def show_messages(
    session: ReadSession | WriteSession,
    rows: Sequence[Any],
    *,
    masked: bool,
    customers: Mapping[UUID, str] | None = None,
) -> list[MessageOut]:
    """Messages as staff see them; `customers` has the names by conversation, if they are known."""
    names = await get_names(session)
    files = await get_files(session, [row.file_id for row in rows if row.file_id])
    if customers is None:
        customers = await _customer_names(session, rows)
    quoted = await get_quoted(session, rows)

    def name_of(row: Any) -> str:
        if row.sender_kind == "customer":
            return customers.get(row.conversation_id, "")
        return names.staff_name(row.sender_id)

    def quote_of(row: Any) -> QuoteOut | None:
        one = quoted.get((row.conversation_id, row.number))
        if one is None:
            return None
        return show_quote(one, name_of(one), mine=one.sender_kind != "customer", masked=masked)

    return [
        show_message(
            row,
            name_of(row),
            show_file(files.get(row.file_id)) if row.file_id else None,
            masked=masked,
            quote=quote_of(row),
        )
        for row in rows
    ]


async def get_quoted(
    session: ReadSession | WriteSession, rows: Sequence[Any]
) -> dict[tuple[UUID, int], Message]:
    """The messages that these point to, by who points; asks nothing when none does."""
    wanted = {
        (row.conversation_id, row.number): (row.conversation_id, row.reply_to)
        for row in rows
        if row.reply_to is not None
    }
    if not wanted:
        return {}
    place = tuple_(Message.conversation_id, Message.number)
    found = await session.execute(select(Message).where(place.in_(set(wanted.values()))))
    held = {(one.conversation_id, one.number): one for one in found.scalars()}
    return {who: held[it] for who, it in wanted.items() if it in held}


async def _customer_names(
    session: ReadSession | WriteSession, rows: Sequence[Any]
) -> dict[UUID, str]:
    ids = {row.conversation_id for row in rows if row.sender_kind == "customer"}
    if not ids:
        return {}
    found = await session.execute(
        select(Conversation.id, Conversation.customer_card).where(Conversation.id.in_(ids))
    )
    return {row.id: row.customer_card.get("name", "") for row in found}


async def list_conversations(
    session: ReadSession,
    access: Access,
    *,
    box: str,
    team_id: UUID | None = None,
    assignee_id: UUID | None = None,
    customer_id: UUID | None = None,
    tag: str | None = None,
    ref: str | None = None,
    cursor: str | None = None,
    limit: int = FIRST_PAGE,
) -> tuple[list[ConversationSummary], str | None]:
    """One page of a box: `mine` and `queue` by longest waiting, the others newest first; with `ref`
    the one of this number.
    """
    query = select(Conversation).where(readable(access))
    if box == "mine":
        # Bounded by what one person holds: the whole box is one page.
        query = query.where(
            Conversation.assignee_id == access.id, Conversation.state != "closed"
        ).order_by(Conversation.waiting_since.asc().nulls_last(), Conversation.id)
        rows = (await session.execute(query.limit(200))).scalars().all()
        return await summaries(session, rows), None
    if box == "queue":
        return await _queue_page(session, query, team_id, cursor, limit)
    if box == "mentions":
        query = query.where(takes_part(access.id))
    if team_id:
        query = query.where(Conversation.team_id == team_id)
    if assignee_id:
        query = query.where(Conversation.assignee_id == assignee_id)
    if customer_id:
        query = query.where(Conversation.customer_id == customer_id)
    if tag:
        # As the index has it, which holds those with tags alone.
        query = query.where(Conversation.tags.contains([tag]), Conversation.tags != [])
    if ref is not None:
        query = query.where(Conversation.serial == read_reference(ref))
    if box == "closed":
        query = query.where(Conversation.state == "closed")
    after = decode_cursor(cursor, UUID)
    if after is not None:
        query = query.where(Conversation.id < after)
    rows = (
        (await session.execute(query.order_by(Conversation.id.desc()).limit(limit + 1)))
        .scalars()
        .all()
    )
    page = rows[:limit]
    following = encode_cursor(page[-1].id) if len(rows) > limit else None
    return await summaries(session, page), following


async def _queue_page(
    session: ReadSession, query: Any, team_id: UUID | None, cursor: str | None, limit: int
) -> tuple[list[ConversationSummary], str | None]:
    query = query.where(Conversation.state == "queued")
    if team_id:
        query = query.where(Conversation.team_id == team_id)
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None:
        query = query.where(func.row(Conversation.queued_at, Conversation.id) > func.row(*after))
    query = query.order_by(Conversation.queued_at, Conversation.id).limit(limit + 1)
    rows = (await session.execute(query)).scalars().all()
    page = rows[:limit]
    following = encode_cursor((page[-1].queued_at, page[-1].id)) if len(rows) > limit else None
    return await summaries(session, page), following


async def messages_before(
    session: ReadSession | WriteSession, conversation_id: UUID, before: int | None, limit: int
) -> tuple[list[Message], bool]:
    """A page of messages, oldest first, and whether there are older ones."""
    query = select(Message).where(Message.conversation_id == conversation_id)
    if before is not None:
        query = query.where(Message.number < before)
    rows = (
        (await session.execute(query.order_by(Message.number.desc()).limit(limit + 1)))
        .scalars()
        .all()
    )
    return list(reversed(rows[:limit])), len(rows) > limit


async def messages_after(
    session: ReadSession | WriteSession, conversation_id: UUID, after: int, limit: int
) -> tuple[list[Message], bool]:
    """A page of messages past a number, oldest first, and whether there are younger ones."""
    query = select(Message).where(
        Message.conversation_id == conversation_id, Message.number > after
    )
    rows = list((await session.execute(query.order_by(Message.number).limit(limit + 1))).scalars())
    return rows[:limit], len(rows) > limit


async def messages_around(
    session: ReadSession | WriteSession, conversation_id: UUID, number: int, limit: int
) -> tuple[list[Message], bool, bool]:
    """A message with those before and after it; whether there are older and younger ones."""
    half = limit // 2
    before, older = await messages_before(session, conversation_id, number + 1, half + 1)
    after, younger = await messages_after(session, conversation_id, number, limit - half)
    return [*before, *after], older, younger


async def messages_since(
    session: ReadSession | WriteSession, conversation_id: UUID, since: int
) -> list[Message]:
    """Everything new or changed after a number."""
    return list(
        (
            await session.execute(
                select(Message)
                .where(Message.conversation_id == conversation_id, Message.changed > since)
                .order_by(Message.number)
                .limit(500)
            )
        ).scalars()
    )


async def count_history(session: ReadSession, customer_id: UUID) -> int:
    """How many conversations the customer has had, counted up to 100."""
    counted = await session.scalar(
        text("""
            SELECT count(*) FROM (
                SELECT 1 FROM conversations WHERE customer_id = :id LIMIT 100) found
        """),
        {"id": customer_id},
    )
    return int(counted or 0)
