"""What a bot does with the conversations it holds: it answers, and hands over to people.

Its words do not go through the ledger: they are stored together with what it keeps of them, under
the conversation's lock, so that a crash in between loses nothing and nothing is said twice.
"""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.conversations.actions.handling import give_back
from zhiyin.modules.conversations.actions.post import new_post
from zhiyin.modules.conversations.events import ConversationChanged, MessagePosted
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.dispatch.interface import lock_handing_over

_HOLD = text("""
    SELECT c.id FROM conversations c
    WHERE c.id = :id AND c.assignee_id = :bot_id AND c.state <> 'closed'
    FOR NO KEY UPDATE
""")
_NEWEST = text("""
    SELECT max(number) FROM messages
    WHERE conversation_id = :id AND sender_kind = 'customer' AND kind <> 'event'
""")
_TURN = text("""
    UPDATE conversations SET number = number + 1,
        state = CASE WHEN state = 'queued' THEN state ELSE 'bot' END,
        waiting_since = CASE WHEN state = 'queued' THEN waiting_since END,
        unread = CASE WHEN state = 'queued' THEN unread ELSE 0 END,
        last_message = jsonb_build_object('number', number + 1, 'kind', 'text',
            'preview', CAST(:preview AS text), 'sender', 'bot', 'at', now())
    WHERE id = :id RETURNING number
""")
_SAY = text("""
    INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind, sender_id,
        client_key, body_hash, text, spans, bot)
    VALUES (:conversation_id, :number, :id, :number, 'text', 'bot', :sender_id, :client_key,
        decode(:body_hash, 'hex'), :text, nullif(CAST(:spans AS jsonb), 'null'),
        CAST(:bot AS jsonb))
""")
_COUNT = text("UPDATE conversations SET number = number + 1 WHERE id = :id RETURNING number")
_MARK = text("""
    UPDATE messages SET changed = :number, bot = bot || CAST(:marks AS jsonb)
    WHERE conversation_id = :id AND bot ->> 'turn_id' = :turn_id
""")


async def hold_for_bot(
    session: WriteSession,
    conversation_id: UUID,
    bot_id: UUID,
    *,
    up_to: int | None,
    giving: bool = False,
) -> bool:
    """Locks a conversation the bot is about to answer; false when it is no longer its turn.

    That is so when somebody else has it, it has ended, or the customer has written more than what
    is answered; `up_to` is what was read last, if anything was. With `giving` the locks of its
    work come first.
    """
    if giving:
        await lock_handing_over(session, KIND, [conversation_id])
    which = {"id": conversation_id, "bot_id": bot_id}
    if (await session.execute(_HOLD, which)).first() is None:
        return False
    if up_to is None:
        return True
    return bool(await session.scalar(_NEWEST, {"id": conversation_id}) == up_to)


async def say_as_bot(
    session: WriteSession,
    conversation_id: UUID,
    bot_id: UUID,
    key: str,
    words: str,
    bot: dict[str, Any],
) -> None:
    """Says something to the customer. The caller holds the conversation (`hold_for_bot`)."""
    post = new_post(conversation_id, "bot", bot_id, key, "text", words)
    turned = {"id": conversation_id, "preview": post.preview}
    number = await session.scalar(_TURN, turned)
    values = {
        **msgspec.structs.asdict(post),
        "number": number,
        "spans": msgspec.json.encode(post.spans).decode(),
        "bot": msgspec.json.encode(bot).decode(),
    }
    await session.execute(_SAY, values)
    ref = ObjectRef(KIND, conversation_id)
    emit(session, MessagePosted(conversation_id, number or 0, "text", "bot", bot_id), ref)
    emit(session, ConversationChanged(conversation_id, number or 0), ref)


_WAITS = text("""
    UPDATE conversations SET waiting_since = coalesce(waiting_since, now()) WHERE id = :id
""")


async def hand_to_people(session: WriteSession, conversation_id: UUID, cause: str) -> None:
    """Puts a conversation of a bot in line for people, where it stood; no bot gets it again."""
    await give_back(session, [conversation_id], cause, to_people=True)
    # The customer waits for a person from now on, whoever spoke last.
    await session.execute(_WAITS, {"id": conversation_id})


async def mark_bot_words(
    session: WriteSession, conversation_id: UUID, turn_id: UUID, marks: dict[str, Any]
) -> None:
    """Notes something on the bot's words of a turn, for example how they were rated."""
    number = await session.scalar(_COUNT, {"id": conversation_id})
    values = {"id": conversation_id, "number": number, "turn_id": str(turn_id)}
    await session.execute(_MARK, {**values, "marks": msgspec.json.encode(marks).decode()})
    ref = ObjectRef(KIND, conversation_id)
    emit(session, ConversationChanged(conversation_id, number or 0), ref)
