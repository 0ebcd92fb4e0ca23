"""What customers write answers the cases that wait for them."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.conversations.events import MessagePosted
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.procedures.interface import Reply, are_awaited, hear_replies

# What cases tell customers; its key begins with the step that told them.
PURPOSE = "procedure"
CUSTOMER = "customer"

_TOLD = text("""
    SELECT c.id, c.customer_id,
        array(SELECT n.key FROM customer_notices n JOIN conversations t ON t.id = n.conversation_id
              WHERE t.channel_account_id = c.channel_account_id AND t.thread_key = c.thread_key
                AND n.purpose = :purpose) AS notices
    FROM conversations c WHERE c.id = ANY(:ids)
""")


def notice_key(key: str) -> str:
    """The key of a notice, by that of the action of a step that sends it."""
    return f"{PURPOSE}:{key}"


def _step_of(key: str) -> UUID:
    return UUID(key.split(":")[1])


def wrote(events: Sequence[StoredEvent]) -> list[tuple[UUID, StoredEvent]]:
    """In which conversations customers wrote, among what was posted."""
    posted = [(cast(MessagePosted, stored.event), stored) for stored in events]
    return [
        (event.conversation_id, stored)
        for event, stored in posted
        if event.sender_kind == "customer" and event.kind != "event"
    ]


async def answer_cases(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Cases about the conversation, about the customer, and those that told them something in this
    thread.
    """
    written = wrote(events)
    if not written or not await are_awaited(session):
        return
    ids = sorted({one for one, _ in written})
    rows = await session.execute(_TOLD, {"ids": ids, "purpose": PURPOSE})
    known = {row.id: row for row in rows}
    replies = [
        Reply(
            stored.at,
            (ObjectRef(KIND, one), ObjectRef(CUSTOMER, known[one].customer_id)),
            {_step_of(key) for key in known[one].notices},
        )
        for one, stored in written
        if one in known
    ]
    await hear_replies(session, replies)
