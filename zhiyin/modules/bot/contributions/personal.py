"""What the bot knows of a customer: what they asked it, and what it answered."""

from uuid import UUID

from sqlalchemy import select, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.bot.actions.forgetting import rename_gaps
from zhiyin.modules.bot.models import BotSession, BotTurn

TITLE = Text("与机器人的对话", "Talks with the bot")
COLUMNS = {
    "at": Text("时间", "At"),
    "question": Text("问题", "Question"),
    "answer": Text("回答", "Answer"),
    "rating": Text("评价", "Rating"),
}


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Questions and what was told go; that there was a turn, and how it ended, stays for the
    figures.
    """
    sessions = update(BotSession).where(BotSession.customer_id == customer_id)
    await session.execute(sessions.values(summary=[], slots={}, task=None, asked=None))
    turns = update(BotTurn).where(BotTurn.customer_id == customer_id)
    await session.execute(turns.values(question="", words=""))
    # Turns are locked before their groups, everywhere.
    await rename_gaps(session, customer_id)
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every turn."""
    query = select(BotTurn).where(BotTurn.customer_id == customer_id).order_by(BotTurn.id)
    rows = [
        {"at": row.at, "question": row.question, "answer": row.words, "rating": row.rating}
        for row in (await session.execute(query)).scalars()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Turns go with the file that stays."""
    for table in (BotSession, BotTurn):
        held = update(table).where(table.customer_id == from_id)
        await session.execute(held.values(customer_id=into_id))


PERSONAL = PersonalData(
    "bot", TITLE, ("bot_sessions", "bot_turns", "bot_gaps"), erase, export, merge
)
