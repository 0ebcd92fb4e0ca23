"""Small visible changes: read marks, recalls, subject and priority, contact."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.conversations.actions.calling import call_supervisors
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.errors import BadContactError, NotYoursError, TooLateError
from zhiyin.modules.conversations.events import (
    ContactLeft,
    ConversationChanged,
    MessageRecalled,
)
from zhiyin.modules.conversations.models.conversations import Message
from zhiyin.modules.conversations.permissions import REPLY, may_act
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND, may_recall
from zhiyin.modules.customers.interface import (
    add_identity,
    name_customer,
    normal_email,
    normal_phone,
)

ELSEWHERE = Text(
    "顾客留下 {contact}。这个联系方式已在另一位客户的档案里，没有核实。",
    "The customer left {contact}. It stands in another customer's file and is not verified.",
)
# Read marks only move forward, and only a change takes a number.
_CUSTOMER_READ = text("""
    UPDATE conversations SET customer_read = least(:number, number), number = number + 1
    WHERE id = :id AND customer_read < least(:number, number)
      AND EXISTS (SELECT 1 FROM messages m
                  WHERE m.conversation_id = :id AND m.number > conversations.customer_read
                    AND m.number <= :number AND m.sender_kind <> 'customer')
    RETURNING number
""")
_STAFF_READ = text("""
    UPDATE conversations SET staff_read = least(:number, number), unread = 0,
        acknowledged_at = coalesce(acknowledged_at, now()), number = number + 1
    WHERE id = :id AND assignee_id = :staff_id
      AND (unread > 0 OR (staff_read < least(:number, number) AND EXISTS (
           SELECT 1 FROM messages m
           WHERE m.conversation_id = :id AND m.number > conversations.staff_read
             AND m.number <= :number AND m.sender_kind = 'customer')))
    RETURNING number
""")


async def mark_read_by_customer(session: WriteSession, conversation_id: UUID, number: int) -> None:
    """The customer has seen everything up to `number`."""
    changed = await session.scalar(_CUSTOMER_READ, {"id": conversation_id, "number": number})
    tell_changed(session, conversation_id, changed)


async def mark_read_by_staff(
    session: WriteSession, conversation_id: UUID, staff_id: UUID, number: int
) -> None:
    """The holder has seen everything up to `number`. Others looking on leave no mark."""
    changed = await session.scalar(
        _STAFF_READ, {"id": conversation_id, "staff_id": staff_id, "number": number}
    )
    tell_changed(session, conversation_id, changed)


def tell_changed(session: WriteSession, conversation_id: UUID, number: int | None) -> None:
    """Says that something visible has changed, if something has."""
    if number is not None:
        emit(
            session,
            ConversationChanged(conversation_id, number),
            ObjectRef(KIND, conversation_id),
        )


_NEXT = text("UPDATE conversations SET number = number + 1 WHERE id = :id RETURNING number")


async def recall(
    session: WriteSession, conversation_id: UUID, message_id: UUID, sender_id: UUID
) -> None:
    """Takes back one's own message within two minutes (撤回); it keeps its place."""
    number = await session.scalar(_NEXT, {"id": conversation_id})
    message = await session.scalar(
        select(Message).where(
            Message.conversation_id == conversation_id,
            Message.id == message_id,
            Message.kind.in_(("text", "image", "file", "note")),
        )
    )
    if message is None or message.sender_id != sender_id or number is None:
        raise NotFoundError
    if message.recalled_at is not None:
        return
    if not may_recall(message.at, now()):
        raise TooLateError
    message.recalled_at = now()
    message.changed = number
    await session.execute(
        text("""
            UPDATE conversations
            SET last_message = last_message || '{"preview": "", "recalled": true}'
            WHERE id = :id AND (last_message ->> 'number')::int = :number
        """),
        {"id": conversation_id, "number": message.number},
    )
    audit(
        session,
        "conversations.recall",
        ObjectRef(KIND, conversation_id),
        after={"message_id": message_id},
    )
    ref = ObjectRef(KIND, conversation_id)
    emit(session, MessageRecalled(conversation_id, message_id), ref)
    tell_changed(session, conversation_id, number)


async def edit_conversation(
    session: WriteSession,
    access: Access,
    conversation_id: UUID,
    *,
    subject_id: UUID | None,
    priority: int | None,
    tags: Sequence[str] | None = None,
) -> None:
    """Sets subject, priority or tags by hand."""
    row = await access_conversation(session, access, conversation_id)
    if not may_act(access, REPLY, standing(row)):
        raise NotYoursError
    audit(
        session,
        "conversations.edit",
        ObjectRef(KIND, conversation_id),
        # The words of tags stay out of the audit, whose chain cannot forget them.
        before={"subject_id": row.subject_id, "priority": row.priority, "tags": len(row.tags)},
        after={
            "subject_id": subject_id,
            "priority": priority,
            "tags": None if tags is None else len(tags),
        },
    )
    subject = (await get_subjects(session)).get(subject_id) if subject_id else None
    if subject and subject.calls_supervisor and row.subject_id != subject_id:
        await call_supervisors(session, [conversation_id], "complaint")
    await write_parts(session, conversation_id, subject_id, priority, tags)


_WRITE_PARTS = text("""
    UPDATE conversations SET number = number + 1,
        subject_id = coalesce(CAST(:subject_id AS uuid), subject_id),
        priority = coalesce(CAST(:priority AS int), priority),
        tags = coalesce(CAST(:tags AS text[]), tags)
    WHERE id = :id RETURNING number
""")


async def write_parts(
    session: WriteSession,
    conversation_id: UUID,
    subject_id: UUID | None = None,
    priority: int | None = None,
    tags: Sequence[str] | None = None,
) -> None:
    """Writes those that are named."""
    values = {
        "id": conversation_id,
        "subject_id": subject_id,
        "priority": priority,
        "tags": None if tags is None else list(dict.fromkeys(tags)),
    }
    tell_changed(session, conversation_id, await session.scalar(_WRITE_PARTS, values))


async def leave_contact(
    session: WriteSession,
    conversation_id: UUID,
    customer_id: UUID,
    *,
    phone: str | None,
    email: str | None,
    name: str | None,
) -> None:
    """Where the answer should go when the visitor has left (留言). Checked, never proven."""
    phone_ok = normal_phone(phone) if phone else None
    email_ok = normal_email(email) if email else None
    if (phone and not phone_ok) or (email and not email_ok) or not (phone_ok or email_ok):
        raise BadContactError
    # The customer's row is locked before what hangs on it.
    if name:
        await name_customer(session, customer_id, name)
    lines = []
    given = [(k, v) for k, v in (("phone", phone_ok), ("email", email_ok)) if v]
    for kind, value in given:
        if not await add_identity(session, customer_id, kind, value, verified=False):
            # Another file has it, and nothing proves whose it is: staff read it here all the same.
            lines.append(Line(conversation_id, "", note=ELSEWHERE.say("zh-CN", contact=value)))
        left = ContactLeft(conversation_id, customer_id, kind)
        refs = (ObjectRef(KIND, conversation_id), ObjectRef("customer", customer_id))
        emit(session, left, *refs)
    lines.append(Line(conversation_id, "contact_left", {"kinds": [kind for kind, _ in given]}))
    await session.flush()
    for line in lines:
        await add_lines(session, [line])
