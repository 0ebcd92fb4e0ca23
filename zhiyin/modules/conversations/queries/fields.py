"""Reads of a conversation's custom fields."""

from typing import Any
from uuid import UUID

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.conversations.models.conversations import ConversationFields
from zhiyin.modules.conversations.rules import KIND


async def get_values(
    session: ReadSession | WriteSession, conversation_id: UUID
) -> tuple[dict[str, Any], int]:
    """The values of a conversation, of fields that are still defined, and their version."""
    row = await session.get(ConversationFields, conversation_id)
    if row is None:
        return {}, 0
    defined = {one.code for one in await get_fields(session, KIND)}
    return {code: value for code, value in row.fields.items() if code in defined}, row.version
