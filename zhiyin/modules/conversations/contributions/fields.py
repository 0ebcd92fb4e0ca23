"""Custom fields of conversations: who keeps them, and what becomes of them with the customer."""

from uuid import UUID

from sqlalchemy import exists, select

from zhiyin.kernel.contracts.fields import FieldHost
from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.values import impersonal, say_value
from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Text
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.conversations.models.conversations import Conversation, ConversationFields
from zhiyin.modules.conversations.rules import KIND, reference

TITLE = Text("会话字段", "Fields of conversations")


async def is_used(session: WriteSession, code: str) -> bool:
    """Whether any conversation has a value of this field."""
    found = exists().where(ConversationFields.fields.has_key(code))
    return bool(await session.scalar(select(found)))


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """What people wrote goes; what was chosen or counted says nothing of anybody and stays."""
    definitions = await get_fields(session, KIND)
    theirs = select(Conversation.id).where(Conversation.customer_id == customer_id)
    rows = await session.execute(
        select(ConversationFields)
        .where(ConversationFields.conversation_id.in_(theirs))
        .order_by(ConversationFields.conversation_id)
        .with_for_update()
    )
    for row in rows.scalars():
        row.fields, row.version = impersonal(definitions, row.fields), row.version + 1
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """What is filled in, a line a conversation."""
    definitions = {one.code: one for one in await get_fields(session, KIND)}
    found = await session.execute(
        select(Conversation, ConversationFields.fields)
        .join(ConversationFields, ConversationFields.conversation_id == Conversation.id)
        .where(Conversation.customer_id == customer_id)
        .order_by(Conversation.id)
    )
    rows = [
        {"conversation": reference(row.opened_at, row.serial)}
        | {
            code: say_value(definitions[code], value, DEFAULT_LANGUAGE)
            for code, value in fields.items()
            if code in definitions
        }
        for row, fields in found
        if fields
    ]
    columns = {"conversation": Text("会话", "Conversation")} | {
        code: Text(one.name["zh-CN"], one.name["en"]) for code, one in definitions.items()
    }
    return [ExportPart(TITLE, columns, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """They stay with their conversations."""


FIELDS = FieldHost(KIND, Text("会话", "Conversations"), is_used, closing=True)
PERSONAL_FIELDS = PersonalData(
    "conversations.fields", TITLE, ("conversation_fields",), erase, export, merge
)
