"""What tickets say of a customer."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.values import impersonal, say_value
from zhiyin.kernel.files.store import attached_files, get_files, remove_files
from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Text
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.tickets.actions.exporting import drop_exports
from zhiyin.modules.tickets.actions.importing import drop_waiting, forget_imports
from zhiyin.modules.tickets.actions.naming import export_named, forget_named, rename
from zhiyin.modules.tickets.actions.writing import write_values
from zhiyin.modules.tickets.models import Ticket, TicketComment, TicketToken
from zhiyin.modules.tickets.rules import GONE, KIND, reference

TITLE = Text("工单", "Tickets")
COMMENTS = Text("工单评论", "Comments on tickets")
COLUMNS = {
    "at": Text("时间", "When"),
    "ref": Text("工单号", "Ticket"),
    "title": Text("标题", "Title"),
    "text": Text("内容", "Text"),
    "result": Text("结果", "Result"),
}
FILES = Text("工单里的文件", "Files of tickets")
NAME = Text("文件名", "Name")
PIECE = 100
# Which of their tickets still hold words.
_WORDY = text("""
    SELECT id FROM tickets WHERE customer_id = :id AND (title <> :gone OR text <> '' OR result <> ''
        OR EXISTS (SELECT FROM ticket_comments c WHERE c.ticket_id = tickets.id AND c.text <> :gone)
        OR EXISTS (SELECT FROM ticket_tokens k WHERE k.ticket_id = tickets.id))
    ORDER BY id LIMIT :limit FOR NO KEY UPDATE
""")
# Of the history stays what was not written by anybody: who moved what where.
_FORGET = text("""
    UPDATE ticket_changes SET parts = parts - CAST(:words AS text[])
    WHERE ticket_id = ANY(:ids) AND parts ?| CAST(:words AS text[])
""")


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Words about them go, and files; that there was a ticket, how it went and who had it stays.
    Fields of other tickets name them no more.
    """
    await forget_imports(session)
    if await forget_named(session, customer_id, PIECE):
        return True
    values = {"id": customer_id, "gone": GONE, "limit": PIECE}
    ids = list((await session.execute(_WORDY, values)).scalars())
    if not ids:
        await drop_tables(session)
        return False
    fields = await get_fields(session, KIND)
    rows = (await session.execute(select(Ticket).where(Ticket.id.in_(ids)))).scalars().all()
    for row in rows:
        row.title, row.text, row.result, row.tags = GONE, "", "", []
        row.fields, row.version = impersonal(fields, row.fields), row.version + 1
        # That they were angry is theirs, too.
        row.raised_by = []
    await session.flush()
    await session.execute(
        update(TicketComment).where(TicketComment.ticket_id.in_(ids)).values(text=GONE)
    )
    for row in rows:
        await write_values(session, row)
    await session.execute(delete(TicketToken).where(TicketToken.ticket_id.in_(ids)))
    kept = {one.code for one in fields if one.code in impersonal(fields, {one.code: ""})}
    words = ["title", "text", "result", "tags", "customer_id", "causes"]
    words += [f"fields.{one.code}" for one in fields if one.code not in kept]
    await session.execute(_FORGET, {"ids": ids, "words": words})
    # Files after all rows of tickets.
    await remove_files(session, await attached_files(session, KIND, ids))
    await drop_tables(session)
    return len(ids) == PIECE


async def drop_tables(session: WriteSession) -> None:
    """Tables that leave or come may name them. Files are locked after all else."""
    await drop_waiting(session)
    await drop_exports(session)


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every ticket about them, with what was noted on it."""
    fields = {one.code: one for one in await get_fields(session, KIND)}
    query = select(Ticket).where(Ticket.customer_id == customer_id).order_by(Ticket.id)
    tickets = (await session.execute(query)).scalars().all()
    rows: list[dict[str, Any]] = []
    for row in tickets:
        told = {"at": row.made_at, "ref": reference(row.made_at, row.number), "title": row.title}
        told |= {"text": row.text, "result": row.result}
        told |= {
            f"field.{code}": say_value(fields[code], value, DEFAULT_LANGUAGE)
            for code, value in row.fields.items()
            if code in fields
        }
        rows.append(told)
    columns = COLUMNS | {
        f"field.{code}": Text(one.name["zh-CN"], one.name["en"]) for code, one in fields.items()
    }
    parts = [ExportPart(TITLE, columns, rows)] if rows else []
    refs = {row.id: reference(row.made_at, row.number) for row in tickets}
    noted = await session.execute(
        select(TicketComment).where(TicketComment.ticket_id.in_(refs)).order_by(TicketComment.id)
    )
    said = [{"at": one.at, "ref": refs[one.ticket_id], "text": one.text} for one in noted.scalars()]
    own = {name: COLUMNS[name] for name in ("at", "ref", "text")}
    parts += [ExportPart(COMMENTS, own, said)] if said else []
    files = await get_files(session, await attached_files(session, KIND, list(refs)))
    if files:
        named: list[dict[str, Any]] = [{"name": one.name} for one in files.values()]
        parts.append(ExportPart(FILES, {"name": NAME}, named, list(files.values())))
    return parts + await export_named(session, customer_id)


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Tickets go with the file that stays."""
    moved = update(Ticket).where(Ticket.customer_id == from_id).values(customer_id=into_id)
    await session.execute(moved)
    await rename(session, from_id, into_id)


PERSONAL = PersonalData(
    "tickets",
    TITLE,
    (
        "tickets",
        "ticket_comments",
        "ticket_values",
        "ticket_tokens",
        "ticket_changes",
        "ticket_imports",
        "ticket_import_rows",
    ),
    erase,
    export,
    merge,
)
