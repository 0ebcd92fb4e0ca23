"""Custom fields (自定义字段) of a conversation: filled in while it is open, asked for at its end.

Their rows are locked after the conversation's.
"""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import EditConflictError, InvalidInputError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.fields.field import Values
from zhiyin.kernel.fields.values import check_values, impersonal, missing_values
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.conversations.errors import ConversationClosedError, NotYoursError
from zhiyin.modules.conversations.events import ConversationFieldsChanged
from zhiyin.modules.conversations.models.conversations import ConversationFields
from zhiyin.modules.conversations.permissions import REPLY, may_act
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND


async def edit_fields(
    session: WriteSession,
    access: Access,
    conversation_id: UUID,
    given: Values,
    version: int | None,
) -> None:
    """Fills in fields while the conversation is open."""
    row = await access_conversation(session, access, conversation_id)
    if row.state == "closed":
        raise ConversationClosedError
    if not may_act(access, REPLY, standing(row)):
        raise NotYoursError
    await fill_in(session, conversation_id, given, version=version)


async def fill_in(
    session: WriteSession,
    conversation_id: UUID,
    given: Values,
    *,
    version: int | None = None,
    closing: bool = False,
) -> None:
    """Writes values down; all of them are right, or none is stored. `closing` also refuses when
    something that is required is missing.
    """
    definitions = await get_fields(session, KIND)
    if not given and not (closing and any(one.required and one.active for one in definitions)):
        return
    row = await _lock(session, conversation_id)
    if version is not None and version != row.version:
        current = {"fields": row.fields, "version": row.version}
        raise EditConflictError(extra={"current": current})
    values, errors = check_values(definitions, given, row.fields)
    if closing:
        errors = missing_values(definitions, values) | errors
    if errors:
        raise InvalidInputError(fields={f"fields.{code}": text for code, text in errors.items()})
    if values == row.fields:
        return
    changed = sorted(
        c for c in values.keys() | row.fields.keys() if values.get(c) != row.fields.get(c)
    )
    # What people wrote stays out of the audit, whose chain cannot forget it.
    before, after = impersonal(definitions, row.fields), impersonal(definitions, values)
    ref = ObjectRef(KIND, conversation_id)
    audit(
        session,
        "conversations.edit_fields",
        ref,
        before={code: before.get(code) for code in changed},
        after={code: after.get(code) for code in changed},
    )
    row.fields, row.version = values, row.version + 1
    emit(session, ConversationFieldsChanged(conversation_id, row.version), ref)


async def _lock(session: WriteSession, conversation_id: UUID) -> ConversationFields:
    await session.execute(
        insert(ConversationFields).values(conversation_id=conversation_id).on_conflict_do_nothing()
    )
    found = await session.execute(
        select(ConversationFields)
        .where(ConversationFields.conversation_id == conversation_id)
        .with_for_update()
    )
    return found.scalar_one()
