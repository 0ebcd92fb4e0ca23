"""Two open conversations of one customer become one (合并).

Its words are copied behind those of the other, with their times and writers, so the customer and
the team go on in one thread; the first is closed and names where it goes on. Copies carry the id
of what they copy: merged again after a customer has reopened it, nothing stands there twice.
"""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text, choose_language
from zhiyin.modules.conversations.actions.handling import close_all
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.errors import (
    ConversationClosedError,
    MergeRefusedError,
    NotYoursError,
)
from zhiyin.modules.conversations.events import ConversationsMerged
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.permissions import CLOSE, PICK, may_act, voice_of
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND, MOST_TAGS, reference
from zhiyin.modules.dispatch.interface import lock_work, release

HERE = Text("您在另一处的对话已合并到这里。", "Your other conversation was joined with this one.")
GOES_ON = Text("这次对话将在您的另一个会话里继续。", "This conversation goes on in your other one.")

_LOCK = text("""
    SELECT id, state FROM conversations WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE
""")
_WORDS = text("""
    SELECT id FROM messages m
    WHERE conversation_id = :from_id AND kind <> 'event' AND recalled_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM messages k
                      WHERE k.conversation_id = :into_id AND k.sender_id = m.sender_id
                        AND k.client_key = 'merged:' || m.id)
    ORDER BY number
""")
_COPY = text("""
    WITH counted AS (
        UPDATE conversations SET number = number + :count WHERE id = :into_id RETURNING number
    ), copied AS (
        SELECT m.*, i.copy, c.number - :count + i.place AS place
        FROM counted c,
            jsonb_to_recordset(CAST(:rows AS jsonb)) AS i(place int, id uuid, copy uuid)
        JOIN messages m ON m.conversation_id = :from_id AND m.id = i.id
    )
    INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind, sender_id,
        client_key, body_hash, text, spans, file_id, reply_to, event, bot, at)
    SELECT :into_id, m.place, m.copy, m.place, m.kind, m.sender_kind, m.sender_id,
        'merged:' || m.id, m.body_hash, m.text, m.spans, m.file_id, q.place, m.event,
        m.bot || '{"can_rate": false}', m.at
    FROM copied m LEFT JOIN copied q ON q.number = m.reply_to
""")
# The turn is the customer's if either was; the newer words are the last ones.
_JOIN = text("""
    UPDATE conversations t SET
        state = CASE WHEN t.state = 'waiting_customer' AND s.waiting_since IS NOT NULL
                     THEN 'assigned' ELSE t.state END,
        waiting_since = least(t.waiting_since, s.waiting_since),
        unread = t.unread + s.unread,
        tags = (t.tags || ARRAY(SELECT one FROM unnest(s.tags) AS one WHERE one <> ALL(t.tags)))
            [1:CAST(:most_tags AS int)],
        last_customer_at = greatest(t.last_customer_at, s.last_customer_at),
        last_message = CASE
            WHEN (s.last_message ->> 'at')::timestamptz > (t.last_message ->> 'at')::timestamptz
            THEN s.last_message || jsonb_build_object('number', t.number) ELSE t.last_message END
    FROM conversations s WHERE t.id = :into_id AND s.id = :from_id
""")
_MOODS = text("""
    INSERT INTO message_moods (conversation_id, number, mood, value, sure)
    SELECT k.conversation_id, k.number, f.mood, f.value, f.sure
    FROM message_moods f
    JOIN messages m ON m.conversation_id = f.conversation_id AND m.number = f.number
    JOIN messages k ON k.conversation_id = :into_id AND k.sender_id = m.sender_id
        AND k.client_key = 'merged:' || m.id
    WHERE f.conversation_id = :from_id
    ON CONFLICT DO NOTHING
""")
_ENTITIES = text("""
    INSERT INTO message_entities (conversation_id, number, things)
    SELECT k.conversation_id, k.number, e.things
    FROM message_entities e
    JOIN messages m ON m.conversation_id = e.conversation_id AND m.number = e.number
    JOIN messages k ON k.conversation_id = :into_id AND k.sender_id = m.sender_id
        AND k.client_key = 'merged:' || m.id
    WHERE e.conversation_id = :from_id AND k.recalled_at IS NULL
    ON CONFLICT DO NOTHING
""")
_POINT = text("UPDATE conversations SET merged_into_id = :into_id WHERE id = :from_id")


async def merge(session: WriteSession, access: Access, from_id: UUID, into_id: UUID) -> None:
    """Puts one open conversation into another open one of the same customer."""
    source = await access_conversation(session, access, from_id)
    target = await access_conversation(session, access, into_id)
    if from_id == into_id or source.customer_id != target.customer_id:
        raise MergeRefusedError
    waits = source.state == "queued" and access.may(PICK)
    if voice_of(access, standing(target)) is None or not (
        waits or may_act(access, CLOSE, standing(source))
    ):
        raise NotYoursError
    # Dispatch's rows first, then both conversations in one order, whichever goes into which.
    await lock_work(session, KIND, [from_id, into_id])
    await release(session, [ObjectRef(KIND, from_id)])
    held = (await session.execute(_LOCK, {"ids": sorted([from_id, into_id])})).all()
    if any(row.state == "closed" for row in held):
        raise ConversationClosedError
    await _copy_words(session, access, source, target)
    which = {"from_id": from_id, "into_id": into_id}
    await session.execute(_MOODS, which)
    await session.execute(_ENTITIES, which)
    await session.execute(_JOIN, {**which, "most_tags": MOST_TAGS})
    await _close_source(session, access, source, target)
    audit(session, "conversations.merge", ObjectRef(KIND, into_id), after={"merged_id": from_id})
    told = ConversationsMerged(into_id, from_id)
    emit(session, told, ObjectRef(KIND, into_id), ObjectRef(KIND, from_id))


def _said(words: Text, row: Conversation, other: Conversation, who: str) -> dict[str, Any]:
    return {
        "staff_name": who,
        "ref": reference(other.opened_at, other.serial),
        "text": words.say(choose_language(row.language)),
    }


async def _copy_words(
    session: WriteSession, access: Access, source: Conversation, target: Conversation
) -> None:
    said = _said(HERE, target, source, access.name)
    await add_lines(session, [Line(target.id, "merged", said, "staff", access.id)])
    which = {"from_id": source.id, "into_id": target.id}
    ids = (await session.execute(_WORDS, which)).scalars().all()
    if ids:
        rows = [{"place": n, "id": one, "copy": new_id()} for n, one in enumerate(ids, 1)]
        encoded = msgspec.json.encode(rows).decode()
        await session.execute(_COPY, {**which, "rows": encoded, "count": len(ids)})


async def _close_source(
    session: WriteSession, access: Access, source: Conversation, target: Conversation
) -> None:
    said = _said(GOES_ON, source, target, access.name)
    await add_lines(session, [Line(source.id, "merged_away", said, "staff", access.id)])
    await session.execute(_POINT, {"from_id": source.id, "into_id": target.id})
    await close_all(
        session, [source.id], "merged", closed_by=access.id, subject_id=target.subject_id
    )
