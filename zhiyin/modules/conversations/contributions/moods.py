"""How a customer felt when they wrote: theirs to see, and gone when they are forgotten."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.rules import reference

TITLE = Text("从消息里读出的情绪", "Moods read from messages")
COLUMNS = {
    "conversation": Text("会话", "Conversation"),
    "at": Text("时间", "Time"),
    "mood": Text("情绪", "Mood"),
    "sure": Text("把握", "Likelihood"),
}

_ERASE = text("""
    DELETE FROM message_moods f USING conversations c
    WHERE c.customer_id = :id AND f.conversation_id = c.id
""")
_EXPORT = text("""
    SELECT c.opened_at, c.serial, m.at, f.mood, f.sure FROM conversations c
    JOIN message_moods f ON f.conversation_id = c.id
    JOIN messages m ON m.conversation_id = f.conversation_id AND m.number = f.number
    WHERE c.customer_id = :id ORDER BY f.conversation_id, f.number
""")


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Nobody knows any more how they felt."""
    await session.execute(_ERASE, {"id": customer_id})
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """What was read from their words, and how sure it was."""
    rows = [
        {
            "conversation": reference(row.opened_at, row.serial),
            "at": row.at,
            "mood": row.mood,
            "sure": round(row.sure, 2),
        }
        for row in await session.execute(_EXPORT, {"id": customer_id})
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Moods belong to conversations, which have moved with all they hold."""


MOODS = PersonalData("conversations.moods", TITLE, ("message_moods",), erase, export, merge)
