"""Notes that call colleagues by name (@提及): they are told, may read, and find it in their list.

Such a note is rare and carries more than words, so it is stored by an ordinary transaction; what
is said to customers goes through the ledger.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.conversations.actions.participants import (
    MENTIONED,
    check_colleagues,
    join_all,
)
from zhiyin.modules.conversations.actions.post import Posted, new_post
from zhiyin.modules.conversations.errors import ConversationClosedError, KeyReusedError
from zhiyin.modules.conversations.events import ConversationChanged, MessagePosted
from zhiyin.modules.conversations.queries.lists import access_conversation
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.people.interface import NewNotice, notify

_KNOWN = text("""
    SELECT * FROM messages WHERE conversation_id = :id AND sender_id = :sender_id
        AND client_key = :key
""")
_COUNT = text("""
    UPDATE conversations SET number = number + 1 WHERE id = :id AND state <> 'closed'
    RETURNING number
""")
_STORE = text("""
    INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind, sender_id,
        client_key, body_hash, text, spans, reply_to, event)
    VALUES (:conversation_id, :number, :id, :number, 'note', 'staff', :sender_id, :client_key,
        decode(:body_hash, 'hex'), :text, nullif(CAST(:spans AS jsonb), 'null'),
        :reply_to, CAST(:event AS jsonb))
    RETURNING *
""")


async def note_to(
    session: WriteSession,
    access: Access,
    conversation_id: UUID,
    key: str,
    words: str,
    staff_ids: Sequence[UUID],
    code: str = "mentions",
    reply_to: int | None = None,
) -> Posted:
    """Stores a note for these colleagues; the same key again changes nothing.

    With another code than `mentions` somebody else tells them.
    """
    row = await access_conversation(session, access, conversation_id)
    post = new_post(conversation_id, "staff", access.id, key, "note", words, reply_to=reply_to)
    named = sorted(set(staff_ids) - {access.id})
    await check_colleagues(session, named)
    ref = ObjectRef(KIND, conversation_id)
    if code == "mentions":
        notices = [
            NewNotice(one, MENTIONED, f"mentioned:{post.conversation_id}:{key}", ref,
                      {"who": access.name})
            for one in named
        ]  # fmt: skip
        await notify(session, notices)
    number = await session.scalar(_COUNT, {"id": conversation_id})
    if number is None:
        raise ConversationClosedError
    known = await _stored_before(session, post)
    if known is not None:
        return Posted(known, None, again=True)
    event = {"code": code, "values": {"staff_ids": named}}
    stored = await session.execute(
        _STORE,
        {
            **msgspec.structs.asdict(post),
            "number": number,
            "spans": msgspec.json.encode(post.spans).decode(),
            "event": msgspec.json.encode(event).decode(),
        },
    )
    message = stored.one()
    if code == "mentions":
        await join_all(session, conversation_id, named, "mentioned", access.id)
    emit(session, MessagePosted(conversation_id, number, "note", "staff", access.id), ref)
    emit(session, ConversationChanged(row.id, number), ref)
    return Posted(message, None)


async def _stored_before(session: WriteSession, post: Any) -> Any:
    """The row of an earlier try. The conversation's lock is held: nobody stores it meanwhile."""
    values = {"id": post.conversation_id, "sender_id": post.sender_id, "key": post.client_key}
    known = (await session.execute(_KNOWN, values)).first()
    if known is not None and bytes(known.body_hash).hex() != post.body_hash:
        raise KeyReusedError
    return known
