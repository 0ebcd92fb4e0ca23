"""Posting: the statement behind the ledger.

One statement locks the conversations, numbers and stores the messages, turns the conversations
and writes the events. Rows locked elsewhere and keys seen before are sorted out afterwards, which
is rare.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import TupleRow, namedtuple_row
from psycopg_pool import AsyncConnectionPool

from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.ledger.ledger import AGAIN
from zhiyin.modules.conversations.errors import ConversationClosedError, KeyReusedError
from zhiyin.modules.conversations.rules import body_hash, check_text, preview
from zhiyin.modules.customers.interface import mask_spans, personal_spans


class NewPost(msgspec.Struct, frozen=True):
    """A message to store; checked and ready."""

    id: UUID
    conversation_id: UUID
    kind: str
    sender_kind: str
    sender_id: UUID
    client_key: str
    body_hash: str
    text: str
    preview: str
    spans: list[list[int]] | None = None
    file_id: UUID | None = None
    reply_to: int | None = None


def new_post(
    conversation_id: UUID,
    sender_kind: str,
    sender_id: UUID,
    client_key: str,
    kind: str,
    text: str,
    file_id: UUID | None = None,
    file_name: str = "",
    reply_to: int | None = None,
) -> NewPost:
    """Checks a text and makes it ready; personal data in it is found here, before the commit."""
    clean = check_text(kind, text)
    spans = personal_spans(clean)
    return NewPost(
        id=new_id(),
        conversation_id=conversation_id,
        kind=kind,
        sender_kind=sender_kind,
        sender_id=sender_id,
        client_key=client_key,
        body_hash=body_hash(kind, clean, file_id, reply_to),
        text=clean,
        # Lists show the preview to everybody, so it is masked for everybody.
        preview=preview(kind, mask_spans(clean, spans), file_name),
        spans=spans,
        file_id=file_id,
        reply_to=reply_to,
    )


class Posted(msgspec.Struct, frozen=True):
    """A stored message, and its conversation as it was right after (or `None` for a retry)."""

    message: Any
    conversation: Any | None
    again: bool = False


# Turn: a customer's word makes it ours (waiting since their first unanswered one); our word makes
# it theirs. Notes change neither turn nor what the customer sees.
_STORE = """
WITH input AS (
    SELECT * FROM json_to_recordset(%s) AS i(
        place int, id uuid, conversation_id uuid, kind text, sender_kind text, sender_id uuid,
        client_key text, body_hash text, text text, preview text, spans jsonb, file_id uuid,
        reply_to int)
), locked AS (
    SELECT c.id, c.number FROM conversations c
    WHERE c.id = ANY(%s) AND c.state <> 'closed'
    ORDER BY c.id FOR NO KEY UPDATE SKIP LOCKED
), fresh AS (
    SELECT i.*, l.number + row_number() OVER (PARTITION BY i.conversation_id ORDER BY i.place)
           AS number
    FROM input i JOIN locked l ON l.id = i.conversation_id
    WHERE NOT EXISTS (
        SELECT 1 FROM messages m
        WHERE m.conversation_id = i.conversation_id AND m.sender_id = i.sender_id
          AND m.client_key = i.client_key)
), stored AS (
    INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind, sender_id,
                          client_key, body_hash, text, spans, file_id, reply_to)
    SELECT conversation_id, number, id, number, kind, sender_kind, sender_id,
           client_key, decode(body_hash, 'hex'), text, spans, file_id, reply_to
    FROM fresh
    ON CONFLICT DO NOTHING
    RETURNING conversation_id, number, at
), latest AS (
    SELECT conversation_id, max(number) AS number,
           max(number) FILTER (WHERE kind <> 'note') AS spoken,
           count(*) FILTER (WHERE sender_kind = 'customer') AS from_customer,
           bool_or(sender_kind = 'staff' AND kind <> 'note') AS from_staff
    FROM fresh GROUP BY conversation_id
), turned AS (
    UPDATE conversations c SET
        number = l.number,
        unread = CASE WHEN s.sender_kind = 'staff' THEN 0 ELSE c.unread + l.from_customer END,
        last_message = CASE WHEN s.number IS NULL THEN c.last_message ELSE jsonb_build_object(
            'number', s.number, 'kind', s.kind, 'preview', s.preview,
            'sender', s.sender_kind, 'at', now()) END,
        state = CASE WHEN c.state IN ('queued', 'bot') OR s.number IS NULL THEN c.state
                     WHEN s.sender_kind = 'customer' THEN 'assigned'
                     ELSE 'waiting_customer' END,
        waiting_since = CASE WHEN s.number IS NULL THEN c.waiting_since
                             WHEN s.sender_kind = 'customer' THEN coalesce(c.waiting_since, now())
                             WHEN c.state IN ('queued', 'bot') THEN c.waiting_since
                             ELSE NULL END,
        last_customer_at = CASE WHEN l.from_customer > 0 THEN now() ELSE c.last_customer_at END,
        last_staff_at = CASE WHEN l.from_staff THEN now() ELSE c.last_staff_at END,
        acknowledged_at = CASE WHEN l.from_staff THEN coalesce(c.acknowledged_at, now())
                               ELSE c.acknowledged_at END,
        first_response_at = CASE WHEN l.from_staff THEN coalesce(c.first_response_at, now())
                                 ELSE c.first_response_at END
    FROM latest l LEFT JOIN fresh s
        ON s.conversation_id = l.conversation_id AND s.number = l.spoken
    WHERE c.id = l.conversation_id
    RETURNING c.*
), told AS (
    INSERT INTO events (kind, payload, about, actor)
    SELECT 'conversations.MessagePosted',
           jsonb_build_object('conversation_id', f.conversation_id, 'number', f.number,
               'kind', f.kind, 'sender_kind', f.sender_kind, 'sender_id', f.sender_id),
           jsonb_build_array(jsonb_build_object('kind', 'conversation', 'id', f.conversation_id)),
           jsonb_build_object(
               'kind', CASE WHEN f.sender_kind = 'bot' THEN 'staff' ELSE f.sender_kind END,
               'id', f.sender_id)
    FROM fresh f
)
SELECT f.place, s.number AS message_number, s.at AS message_at, t.*
FROM stored s
JOIN fresh f ON f.conversation_id = s.conversation_id AND f.number = s.number
JOIN turned t ON t.id = s.conversation_id
"""

_SORT_OUT = """
SELECT i.place, c.state, m.* FROM json_to_recordset(%s) AS i(
    place int, conversation_id uuid, sender_id uuid, client_key text)
LEFT JOIN conversations c ON c.id = i.conversation_id
LEFT JOIN messages m ON m.conversation_id = i.conversation_id AND m.sender_id = i.sender_id
    AND m.client_key = i.client_key
"""

_encode = msgspec.json.Encoder().encode


class StoredMessage(msgspec.Struct, frozen=True):
    """The row of a message that was just stored, put together without reading it back."""

    id: UUID
    conversation_id: UUID
    number: int
    changed: int
    kind: str
    sender_kind: str
    sender_id: UUID
    client_key: str
    text: str
    spans: list[list[int]] | None
    file_id: UUID | None
    reply_to: int | None
    at: Any
    event: None = None
    bot: None = None
    recalled_at: None = None


Outcome = Posted | Exception | object


async def store_batch(
    pool: AsyncConnectionPool[AsyncConnection[TupleRow]], posts: Sequence[NewPost]
) -> list[Outcome]:
    """Commits a batch; one outcome per post, in order."""
    async with pool.connection() as connection:
        return await store_on(connection, posts)


async def store_on(
    connection: AsyncConnection[TupleRow], posts: Sequence[NewPost]
) -> list[Outcome]:
    """The same on a connection whose owner commits, or rolls back."""
    outcomes: list[Outcome] = [AGAIN] * len(posts)
    seen: set[tuple[UUID, UUID, str]] = set()
    rows = []
    for place, post in enumerate(posts):
        key = (post.conversation_id, post.sender_id, post.client_key)
        # A copy of a message in the same batch waits for the next, where it finds the stored one.
        if key not in seen:
            seen.add(key)
            rows.append({"place": place, **msgspec.structs.asdict(post)})
    ids = list({post.conversation_id for post in posts})
    cursor = connection.cursor(row_factory=namedtuple_row)
    await cursor.execute(_STORE, (_encode(rows).decode(), ids), prepare=True)
    stored: Sequence[Any] = await cursor.fetchall()
    for row in stored:
        outcomes[row.place] = Posted(_stored(posts[row.place], row), row)
    missing = [row for row in rows if outcomes[row["place"]] is AGAIN]
    if missing:
        await cursor.execute(_SORT_OUT, (_encode(missing).decode(),), prepare=True)
        known: Sequence[Any] = await cursor.fetchall()
        for row in known:
            outcomes[row.place] = _settle(posts[row.place], row)
    return outcomes


def _stored(post: NewPost, row: Any) -> StoredMessage:
    return StoredMessage(
        post.id,
        post.conversation_id,
        row.message_number,
        row.message_number,
        post.kind,
        post.sender_kind,
        post.sender_id,
        post.client_key,
        post.text,
        post.spans,
        post.file_id,
        post.reply_to,
        row.message_at,
    )


def _settle(post: NewPost, row: Any) -> Outcome:
    if row.id is not None:
        if bytes(row.body_hash).hex() != post.body_hash:
            return KeyReusedError()
        return Posted(row, None, again=True)
    if row.state is None or row.state == "closed":
        return ConversationClosedError()
    return AGAIN
