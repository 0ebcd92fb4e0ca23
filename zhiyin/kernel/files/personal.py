"""Files a customer uploaded and never sent; those that were sent belong to their message."""

from uuid import UUID

from sqlalchemy import ColumnElement, select

from zhiyin.kernel.contracts.personal import (
    ExportPart,
    Identities,
    PersonalData,
    values_of,
)
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.files.store import as_stored, remove_files
from zhiyin.kernel.files.tables import FileRow
from zhiyin.kernel.i18n.text import Text

TITLE = Text("未发送的文件", "Files that were never sent")
COLUMNS = {"name": Text("文件名", "Name"), "at": Text("时间", "Time")}


def _theirs(identities: Identities) -> ColumnElement[bool]:
    visitors = [UUID(one) for one in values_of(identities, "visitor")]
    unsent = FileRow.ref_id.is_(None)
    return (FileRow.owner_kind == "customer") & FileRow.owner_id.in_(visitors) & unsent


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Removes them."""
    ids = (await session.execute(select(FileRow.id).where(_theirs(identities)))).scalars()
    await remove_files(session, list(ids))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Hands them out."""
    rows = (await session.execute(select(FileRow).where(_theirs(identities)))).scalars().all()
    shown = [{"name": row.name, "at": row.made_at} for row in rows]
    return [ExportPart(TITLE, COLUMNS, shown, [as_stored(row) for row in rows])] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Uploads belong to a browser, which goes with its conversations."""


FILES = PersonalData("files", TITLE, ("files",), erase, export, merge)
