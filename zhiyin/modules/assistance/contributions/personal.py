"""Questions of customers from which replies are suggested, and what was said in other languages:
gone when they are forgotten.
"""

from uuid import UUID

from sqlalchemy import delete, select, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.assistance.models import MessageTranslation, ReplyExample, WrittenWords

TITLE = Text("用来建议回复的问答", "Questions that replies are suggested from")
TRANSLATED = Text("消息译文", "Messages in other languages")
COLUMNS = {
    "at": Text("时间", "At"),
    "question": Text("问题", "Question"),
    "reply": Text("回复", "Reply"),
}

TEXTS = {
    "at": Text("时间", "At"),
    "language": Text("语言", "Language"),
    "text": Text("内容", "Text"),
}
TABLES = (ReplyExample, MessageTranslation, WrittenWords)


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Nobody is answered by what was said to them."""
    for table in TABLES:
        await session.execute(delete(table).where(table.customer_id == customer_id))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every pair, and every text in another language."""
    query = (
        select(ReplyExample.at, ReplyExample.question, ReplyExample.reply)
        .where(ReplyExample.customer_id == customer_id)
        .order_by(ReplyExample.conversation_id, ReplyExample.number)
    )
    rows = [dict(row) for row in (await session.execute(query)).mappings()]
    parts = [ExportPart(TITLE, COLUMNS, rows)] if rows else []
    texts = [row for table in (MessageTranslation, WrittenWords)
             for row in await _texts(session, table, customer_id)]  # fmt: skip
    return [*parts, ExportPart(TRANSLATED, TEXTS, texts)] if texts else parts


async def _texts(
    session: ReadSession, table: type[MessageTranslation | WrittenWords], customer_id: UUID
) -> list[dict[str, object]]:
    query = (
        select(table.at, table.language, table.text)
        .where(table.customer_id == customer_id)
        .order_by(table.conversation_id, table.at)
    )
    return [dict(row) for row in (await session.execute(query)).mappings()]


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """They go with the file that stays."""
    for table in TABLES:
        held = update(table).where(table.customer_id == from_id)
        await session.execute(held.values(customer_id=into_id))


TABLE_NAMES = ("reply_examples", "message_translations", "written_words")
PERSONAL = PersonalData("assistance", TITLE, TABLE_NAMES, erase, export, merge)
