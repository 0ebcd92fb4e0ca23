"""A customer's conversations, with their messages and files."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, text, update

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.contracts.personal import (
    ExportPart,
    Identities,
    KnownAs,
    PersonalData,
    values_of,
)
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.runner import hold_reader
from zhiyin.kernel.files.store import attached_files, get_files, remove_files
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.mail.outbox import forget_mails
from zhiyin.kernel.timers.timers import (
    DueTimer,
    NewTimer,
    TimerKind,
    cancel_timers,
    set_timers_last,
)
from zhiyin.modules.conversations.actions.handling import close_all
from zhiyin.modules.conversations.actions.indexing import READER
from zhiyin.modules.conversations.actions.mailing import mail_key
from zhiyin.modules.conversations.actions.notifying import NOTICE, NOTICE_MAIL, notice_mail_key
from zhiyin.modules.conversations.events import ConversationChanged
from zhiyin.modules.conversations.models.conversations import Block, Conversation, Message
from zhiyin.modules.conversations.models.invitations import InvitationShow
from zhiyin.modules.conversations.rules import KIND, reference
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import get_names

TITLE = Text("会话", "Conversations")
MESSAGES = Text("消息", "Messages")
COLUMNS = {
    "ref": Text("编号", "Number"),
    "opened": Text("开始", "Opened"),
    "closed": Text("结束", "Closed"),
    "staff": Text("客服", "Answered by"),
    "note": Text("结束备注", "Closing note"),
}
MESSAGE_COLUMNS = {
    "conversation": Text("会话", "Conversation"),
    "at": Text("时间", "Time"),
    "from": Text("发送人", "From"),
    "kind": Text("类型", "Kind"),
    "text": Text("内容", "Text"),
    "file": Text("文件", "File"),
}
CUSTOMER = Text("客户", "Customer")
# So many conversations are erased in one transaction.
PIECE = 10
MERGED = "conversations.merged_words"
# A visitor's open socket knows the file it writes under; the horizon poll renews it by then.
SETTLE_AFTER = timedelta(seconds=10)

_LEFT = text("""
    SELECT id, state FROM conversations
    WHERE customer_id = :id AND thread_key <> 'erased:' || id
    ORDER BY id LIMIT :piece
""")
_LOCK = text("SELECT id FROM conversations WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE")
# What was said goes; that something was said, by whom of us and when, stays for the figures.
_WORDS = text("""
    UPDATE messages SET text = '', spans = NULL, file_id = NULL, body_hash = '',
        kind = CASE WHEN kind IN ('image', 'file') THEN 'text' ELSE kind END,
        event = event #- '{values,note}'
    WHERE conversation_id = ANY(:ids)
""")
_TOKENS = text("DELETE FROM message_tokens WHERE conversation_id = ANY(:ids)")
_RETOLD = text("DELETE FROM retold_conversations WHERE conversation_id = ANY(:ids)")
_NOTICES = text("""
    DELETE FROM customer_notices WHERE conversation_id = ANY(:ids) RETURNING id, key
""")
_MOVE_NOTICES = text("""
    UPDATE customer_notices SET customer_id = :into_id WHERE customer_id = :from_id
""")
_EMPTY = text("""
    UPDATE conversations SET number = number + 1, thread_key = 'erased:' || id,
        customer_card = CAST(:card AS jsonb), close_note = NULL, mood = NULL, tags = '{}',
        last_message = last_message || '{"preview": ""}'
    WHERE id = ANY(:ids) RETURNING id, number
""")
_HELD = text("""
    SELECT id FROM conversations WHERE customer_id = :id ORDER BY id FOR NO KEY UPDATE
""")
_MOVE = text("""
    UPDATE conversations SET customer_id = :into_id, number = number + 1,
        customer_card = CAST(:card AS jsonb)
    WHERE id = ANY(:ids) RETURNING id, number, state
""")
_SENDERS = text("""
    UPDATE messages m SET sender_id = :into_id FROM conversations c
    WHERE c.customer_id = :into_id AND m.conversation_id = c.id
      AND m.sender_kind = 'customer' AND m.sender_id = :from_id
""")


async def known_as(session: ReadSession | WriteSession, customer_id: UUID) -> list[KnownAs]:
    """The browsers and users behind their threads."""
    keys = await session.execute(
        select(Conversation.thread_key).where(Conversation.customer_id == customer_id).distinct()
    )
    found = [KnownAs(*key.split(":", 1)) for key in keys.scalars() if ":" in key]
    return [one for one in found if one.kind in ("visitor", "user")]


async def _card(session: WriteSession, customer_id: UUID) -> str:
    card = (await get_cards(session, [customer_id]))[customer_id].card()
    return msgspec.json.encode(card).decode()


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Ends what is open, then takes words, files and search tokens, some conversations a piece."""
    found = (await session.execute(_LEFT, {"id": customer_id, "piece": PIECE})).all()
    if not found:
        return False
    ids = [row.id for row in found]
    still_open = [row.id for row in found if row.state != "closed"]
    if still_open:
        # A piece of its own: it locks the work and leaves timers, before and after what follows.
        await close_all(session, still_open, "erased")
        return True
    # What is being made findable this moment would be stored after its tokens were taken away.
    await hold_reader(session, READER)
    await session.execute(_LOCK, {"ids": ids})
    files = await attached_files(session, KIND, ids)
    await session.execute(_WORDS, {"ids": ids})
    await session.execute(_TOKENS, {"ids": ids})
    await session.execute(_RETOLD, {"ids": ids})
    notices = (await session.execute(_NOTICES, {"ids": ids})).all()
    await remove_files(session, files)
    refs = [ObjectRef(NOTICE, row.id) for row in notices]
    keys = [mail_key(one) for one in ids] + [notice_mail_key(row.key) for row in notices]
    await forget_mails(session, keys)
    card = await _card(session, customer_id)
    for row in await session.execute(_EMPTY, {"ids": ids, "card": card}):
        emit(session, ConversationChanged(row.id, row.number), ObjectRef(KIND, row.id))
    await cancel_timers(session, refs, NOTICE_MAIL)
    return True


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every conversation, and every word in them."""
    names = await get_names(session)
    query = select(Conversation).where(Conversation.customer_id == customer_id)
    held = (await session.execute(query.order_by(Conversation.id))).scalars().all()
    refs = {row.id: reference(row.opened_at, row.serial) for row in held}
    conversations = [
        {
            "ref": refs[row.id],
            "opened": row.opened_at,
            "closed": row.closed_at,
            "staff": names.staff_name(row.assignee_id or row.closed_by),
            "note": row.close_note,
        }
        for row in held
    ]
    said = await session.execute(
        select(Message)
        .where(Message.conversation_id.in_(refs), Message.kind != "event")
        .order_by(Message.conversation_id, Message.number)
    )
    messages = said.scalars().all()
    files = await get_files(session, [one.file_id for one in messages if one.file_id])
    rows = [_row(one, refs, names.staff_name(one.sender_id), files) for one in messages]
    return [
        ExportPart(TITLE, COLUMNS, conversations),
        ExportPart(MESSAGES, MESSAGE_COLUMNS, rows, list(files.values())),
    ]


def _row(one: Message, refs: dict[UUID, str], staff: str, files: dict[UUID, Any]) -> dict[str, Any]:
    file = files.get(one.file_id) if one.file_id else None
    return {
        "conversation": refs[one.conversation_id],
        "at": one.at,
        "from": "customer" if one.sender_kind == "customer" else staff or one.sender_kind,
        "kind": one.kind,
        "text": one.text,
        "file": file.name if file else None,
    }


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Conversations move with all they hold; who is reading them goes on reading."""
    ids = list((await session.execute(_HELD, {"id": from_id})).scalars())
    if not ids:
        return
    card = await _card(session, into_id)
    moved = await session.execute(_MOVE, {"ids": ids, "into_id": into_id, "card": card})
    for row in moved.all():
        if row.state != "closed":
            emit(session, ConversationChanged(row.id, row.number), ObjectRef(KIND, row.id))
    await session.execute(_SENDERS, {"from_id": from_id, "into_id": into_id})
    await session.execute(_MOVE_NOTICES, {"from_id": from_id, "into_id": into_id})
    later = NewTimer(MERGED, ObjectRef("customer", from_id), SETTLE_AFTER, values={"into": into_id})
    set_timers_last(session, [later])


async def settle_words(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Words written while the files were being joined: a retry of them must find them."""
    for timer in sorted(due, key=lambda one: one.ref.id):
        values = {"from_id": timer.ref.id, "into_id": UUID(str(timer.values["into"]))}
        await session.execute(_SENDERS, values)


SETTLE = TimerKind(MERGED, settle_words)
PERSONAL = PersonalData(
    "conversations",
    TITLE,
    ("conversations", "messages", "message_tokens", "customer_notices", "retold_conversations"),
    erase,
    export,
    merge,
    known_as,
)

BLOCKED = Text("黑名单", "Blocked")
BLOCK_COLUMNS = {
    "from": Text("开始", "From"),
    "until": Text("直到", "Until"),
    "reason": Text("原因", "Reason"),
}


async def erase_blocks(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Whoever is forgotten is no longer known to be blocked, either."""
    await session.execute(delete(Block).where(Block.customer_id == customer_id))
    return False


async def export_blocks(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """When and why their messages were not accepted."""
    query = select(Block).where(Block.customer_id == customer_id).order_by(Block.id)
    rows = [
        {"from": row.made_at, "until": row.lifted_at or row.until, "reason": row.reason}
        for row in (await session.execute(query)).scalars()
    ]
    return [ExportPart(BLOCKED, BLOCK_COLUMNS, rows)] if rows else []


async def merge_blocks(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """A block of either file holds for the one that stays."""
    await session.execute(
        update(Block).where(Block.customer_id == from_id).values(customer_id=into_id)
    )


BLOCKS = PersonalData(
    "conversations.blocks",
    BLOCKED,
    ("visitor_blocks",),
    erase_blocks,
    export_blocks,
    merge_blocks,
)


INVITED = Text("看到的邀请", "Invitations seen")
INVITED_COLUMNS = {"at": Text("时间", "At"), "outcome": Text("结果", "Outcome")}


def _browsers(identities: Identities) -> list[UUID]:
    return [UUID(one) for one in values_of(identities, "visitor")]


async def erase_shows(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Nobody knows any more what they were shown; the counters name nobody.

    What a signed-in user's other browsers saw goes with those browsers.
    """
    theirs = InvitationShow.visitor_id.in_(_browsers(identities))
    await session.execute(delete(InvitationShow).where(theirs))
    return False


async def export_shows(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """When they were invited, and what they did."""
    theirs = InvitationShow.visitor_id.in_(_browsers(identities))
    query = select(InvitationShow).where(theirs).order_by(InvitationShow.id)
    rows = [
        {"at": row.at, "outcome": row.outcome} for row in (await session.execute(query)).scalars()
    ]
    return [ExportPart(INVITED, INVITED_COLUMNS, rows)] if rows else []


async def merge_shows(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Browsers are joined by whom they are known as; the rows stay theirs."""


SHOWS = PersonalData(
    "conversations.invitations",
    INVITED,
    ("invitation_shows",),
    erase_shows,
    export_shows,
    merge_shows,
)
