"""Questions of customers from which replies are suggested: gone when they are forgotten."""

from uuid import UUID

from sqlalchemy import delete, select, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.assistance.models import ReplyExample

TITLE = Text("用来建议回复的问答", "Questions that replies are suggested from")
COLUMNS = {
    "at": Text("时间", "At"),
    "question": Text("问题", "Question"),
    "reply": Text("回复", "Reply"),
}


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Nobody is answered by what was said to them."""
    await session.execute(delete(ReplyExample).where(ReplyExample.customer_id == customer_id))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every pair."""
    query = (
        select(ReplyExample.at, ReplyExample.question, ReplyExample.reply)
        .where(ReplyExample.customer_id == customer_id)
        .order_by(ReplyExample.conversation_id, ReplyExample.number)
    )
    rows = [dict(row) for row in (await session.execute(query)).mappings()]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """They go with the file that stays."""
    held = update(ReplyExample).where(ReplyExample.customer_id == from_id)
    await session.execute(held.values(customer_id=into_id))


PERSONAL = PersonalData("assistance", TITLE, ("reply_examples",), erase, export, merge)
