"""Fields of tickets that name a customer: told, let go of, and led to the file that stays."""

from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.contracts.personal import ExportPart
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.tickets.actions.writing import write_values
from zhiyin.modules.tickets.models import Ticket, TicketValue
from zhiyin.modules.tickets.rules import KIND, reference

TITLE = Text("在字段里提到您的工单", "Tickets that name you in a field")
COLUMNS = {
    "at": Text("时间", "When"),
    "ref": Text("工单号", "Ticket"),
    "field": Text("字段", "Field"),
}
_RENAME = text("""
    UPDATE tickets t SET fields = t.fields || n.named
    FROM (SELECT ticket_id, jsonb_object_agg(field, CAST(:into AS text)) AS named
          FROM ticket_values WHERE field = ANY(:codes) AND word = :from GROUP BY ticket_id) n
    WHERE n.ticket_id = t.id
""")
_RENAME_VALUES = text("""
    UPDATE ticket_values SET word = :into WHERE field = ANY(:codes) AND word = :from
""")
# The history names them no more, whichever side of a step they stood on.
_FORGET = text("""
    UPDATE ticket_changes SET parts = parts - CAST(:parts AS text[]) WHERE ticket_id = ANY(:ids)
""")


async def _codes(session: ReadSession | WriteSession) -> dict[str, str]:
    """The fields that name customers, with what they are called."""
    fields = await get_fields(session, KIND)
    return {one.code: one.name["zh-CN"] for one in fields if one.type == "customer"}


async def forget_named(session: WriteSession, customer_id: UUID, limit: int) -> bool:
    """Takes a customer out of the fields of some tickets; answers whether there were any."""
    codes = await _codes(session)
    named = select(TicketValue.ticket_id).where(
        TicketValue.field.in_(codes), TicketValue.word == str(customer_id)
    )
    query = select(Ticket).where(Ticket.id.in_(named)).order_by(Ticket.id).limit(limit)
    rows = (await session.execute(query.with_for_update())).scalars().all()
    for row in rows:
        row.fields = {
            code: value
            for code, value in row.fields.items()
            if not (code in codes and value == str(customer_id))
        }
        row.version += 1
    await session.flush()
    for row in rows:
        await write_values(session, row)
    if rows:
        parts = [f"fields.{code}" for code in codes]
        await session.execute(_FORGET, {"ids": [row.id for row in rows], "parts": parts})
    return bool(rows)


async def export_named(session: ReadSession, customer_id: UUID) -> list[ExportPart]:
    """Which tickets of others name them; what else stands there is not theirs."""
    codes = await _codes(session)
    query = (
        select(Ticket.made_at, Ticket.number, TicketValue.field)
        .join(TicketValue, TicketValue.ticket_id == Ticket.id)
        .where(TicketValue.field.in_(codes), TicketValue.word == str(customer_id))
        .order_by(Ticket.id)
    )
    told = [
        {"at": row.made_at, "ref": reference(row.made_at, row.number), "field": codes[row.field]}
        for row in await session.execute(query)
    ]
    return [ExportPart(TITLE, COLUMNS, told)] if told else []


async def rename(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Fields that named the one name the other."""
    codes = sorted(await _codes(session))
    if codes:
        values = {"from": str(from_id), "into": str(into_id), "codes": codes}
        await session.execute(_RENAME, values)
        await session.execute(_RENAME_VALUES, values)
