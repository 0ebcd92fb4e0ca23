"""What was read out of a customer's messages: theirs to see, and gone when they are forgotten."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.rules import reference

TITLE = Text("从消息里识别出的信息", "What was read from messages")
COLUMNS = {
    "conversation": Text("会话", "Conversation"),
    "at": Text("时间", "Time"),
    "type": Text("类型", "Kind"),
    "value": Text("内容", "Value"),
}

_ERASE = text("""
    DELETE FROM message_entities e USING conversations c
    WHERE c.customer_id = :id AND e.conversation_id = c.id
""")
_EXPORT = text("""
    SELECT c.opened_at, c.serial, m.at, t.thing ->> 'type' AS type, t.thing ->> 'value' AS value
    FROM conversations c
    JOIN message_entities e ON e.conversation_id = c.id
    JOIN messages m ON m.conversation_id = e.conversation_id AND m.number = e.number
    CROSS JOIN LATERAL jsonb_array_elements(e.things) WITH ORDINALITY AS t(thing, place)
    WHERE c.customer_id = :id AND m.recalled_at IS NULL
    ORDER BY e.conversation_id, e.number, t.place
""")


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Nothing of what they wrote is kept in another form."""
    await session.execute(_ERASE, {"id": customer_id})
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every thing that was found."""
    rows = [
        {
            "conversation": reference(row.opened_at, row.serial),
            "at": row.at,
            "type": row.type,
            "value": row.value,
        }
        for row in await session.execute(_EXPORT, {"id": customer_id})
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """They belong to conversations, which have moved with all they hold."""


ENTITIES = PersonalData(
    "conversations.entities", TITLE, ("message_entities",), erase, export, merge
)
