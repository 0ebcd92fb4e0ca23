"""Mails to a customer."""

from uuid import UUID

from sqlalchemy import delete, select

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData, values_of
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.mail.outbox import MailRow

TITLE = Text("发给客户的邮件", "Mails to the customer")
COLUMNS = {
    "at": Text("时间", "Time"),
    "to": Text("收件人", "To"),
    "subject": Text("主题", "Subject"),
    "body": Text("正文", "Text"),
}


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Removes what was sent to their addresses, and what still waits to be."""
    addresses = values_of(identities, "email")
    await session.execute(delete(MailRow).where(MailRow.to_address.in_(addresses)))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Hands them out."""
    query = select(MailRow).where(MailRow.to_address.in_(values_of(identities, "email")))
    rows = [
        {"at": row.made_at, "to": row.to_address, "subject": row.subject, "body": row.body}
        for row in (await session.execute(query.order_by(MailRow.id))).scalars()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Mails are known by their address, which goes with the file."""


MAILS = PersonalData("mail", TITLE, ("mail_outbox",), erase, export, merge)
