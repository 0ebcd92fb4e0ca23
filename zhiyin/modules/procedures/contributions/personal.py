"""What tasks say of a customer."""

from uuid import UUID

from sqlalchemy import select, text, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.models import Task

TITLE = Text("待办", "Tasks")
COLUMNS = {
    "at": Text("时间", "When"),
    "title": Text("标题", "Title"),
    "text": Text("内容", "Text"),
    "result": Text("结果", "Result"),
}
# That there was something to do, and by whom, stays for the figures; the words go.
_ERASE = text("""
    UPDATE tasks SET title = '—', text = '', result = '', version = version + 1
    WHERE customer_id = :id AND (title <> '—' OR text <> '' OR result <> '')
""")


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Words about them go."""
    await session.execute(_ERASE, {"id": customer_id})
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every task about them."""
    query = select(Task).where(Task.customer_id == customer_id).order_by(Task.id)
    rows = [
        {"at": row.made_at, "title": row.title, "text": row.text, "result": row.result}
        for row in (await session.execute(query)).scalars()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Tasks go with the file that stays."""
    await session.execute(
        update(Task).where(Task.customer_id == from_id).values(customer_id=into_id)
    )
    await session.execute(
        update(Task)
        .where(Task.about_kind == "customer", Task.about_id == from_id)
        .values(about_id=into_id)
    )


PERSONAL = PersonalData("procedures", TITLE, ("tasks",), erase, export, merge)
