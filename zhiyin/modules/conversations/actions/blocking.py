"""Blocking a visitor (拉黑): their messages are not accepted until a date, or for good."""

from datetime import datetime
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.actions.handling import close_all
from zhiyin.modules.conversations.errors import NotYoursError
from zhiyin.modules.conversations.events import VisitorBlocked, VisitorUnblocked
from zhiyin.modules.conversations.models.conversations import Block
from zhiyin.modules.conversations.permissions import BLOCK, may_act
from zhiyin.modules.conversations.queries.blocks import access_block
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND

PAST = Text("请选择将来的时间。", "Choose a time in the future.")


async def block(
    session: WriteSession,
    access: Access,
    conversation_id: UUID,
    reason: str,
    until: datetime | None,
) -> None:
    """Accepts no more messages from this conversation's customer and browser, and ends it."""
    row = await access_conversation(session, access, conversation_id)
    if not may_act(access, BLOCK, standing(row)):
        raise NotYoursError
    if until is not None and until <= now():
        raise InvalidInputError(fields={"until": PAST})
    made = Block(
        id=new_id(),
        customer_id=row.customer_id,
        conversation_id=row.id,
        thread_key=row.thread_key,
        reason=reason,
        until=until,
        made_by=access.id,
    )
    if row.state != "closed":
        await close_all(session, [row.id], "blocked", closed_by=access.id)
    session.add(made)
    await session.flush()
    customer = ObjectRef("customer", row.customer_id)
    audit(
        session,
        "conversations.block",
        customer,
        after={"block_id": made.id, "conversation_id": row.id, "until": until},
        reason=reason,
    )
    told = VisitorBlocked(made.id, row.id, row.customer_id)
    emit(session, told, customer, ObjectRef(KIND, row.id))


async def unblock(session: WriteSession, access: Access, block_id: UUID) -> None:
    """Accepts their messages again."""
    row = await access_block(session, access, block_id)
    row.lifted_at = now()
    row.lifted_by = access.id
    customer = ObjectRef("customer", row.customer_id)
    audit(session, "conversations.unblock", customer, before={"block_id": row.id})
    emit(session, VisitorUnblocked(row.id, row.customer_id), customer)
