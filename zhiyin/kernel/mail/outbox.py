"""Outgoing mail: queued in the transaction that wants it, sent by the worker, never twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid, parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib
import structlog
from sqlalchemy import Index, Row, func, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession

log = structlog.get_logger(__name__)

TIMEOUT = 20.0
MAX_ATTEMPTS = 8


class MailRow(WithId, Base):
    """One mail. `key` makes asking for it twice harmless."""

    __tablename__ = "mail_outbox"
    __table_args__ = (
        Index("ix_mail_outbox_due", "next_at", postgresql_where=text("state = 'waiting'")),
        {"info": {"personal": True}},
    )

    key: Mapped[str] = mapped_column(unique=True)
    to_address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    reply_to: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default="waiting")
    attempts: Mapped[int] = mapped_column(server_default="0")
    next_at: Mapped[datetime] = mapped_column(server_default=func.now())
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None]


@dataclass(frozen=True)
class Mail:
    """A mail to send. Plain text: it reads well everywhere and carries no markup to abuse."""

    key: str
    to: str
    subject: str
    body: str
    reply_to: str | None = None


async def send_mail(session: WriteSession, mail: Mail) -> None:
    """Queues a mail; the same key is sent once."""
    await session.execute(
        insert(MailRow)
        .values(
            id=new_id(),
            key=mail.key,
            to_address=mail.to,
            subject=" ".join(mail.subject.split())[:200],
            body=mail.body,
            reply_to=mail.reply_to,
        )
        .on_conflict_do_nothing(index_elements=["key"])
    )


async def forget_mails(session: WriteSession, keys: Sequence[str]) -> None:
    """Removes mails whose key begins with one of these, sent or waiting."""
    patterns = [f"{key}%" for key in keys]
    await session.execute(
        text("DELETE FROM mail_outbox WHERE key LIKE ANY(:patterns)"), {"patterns": patterns}
    )


_TAKE = text("""
    UPDATE mail_outbox SET attempts = attempts + 1, next_at = now() + interval '2 minutes'
    WHERE id IN (SELECT id FROM mail_outbox WHERE state = 'waiting' AND next_at <= now()
                 ORDER BY next_at LIMIT 20 FOR UPDATE SKIP LOCKED)
    RETURNING id, to_address, subject, body, reply_to, attempts
""")
_SENT = text("UPDATE mail_outbox SET state = 'sent', sent_at = now(), error = NULL WHERE id = :id")
_FAILED = text("""
    UPDATE mail_outbox SET error = :error,
        state = CASE WHEN :final OR attempts >= :limit THEN 'failed' ELSE 'waiting' END,
        next_at = now() + make_interval(secs => least(3600, 15 * power(2, attempts)))
    WHERE id = :id
""")


class MailSender:
    """Sends what is due over SMTP. Without a server configured mails wait, and doctor says so."""

    def __init__(self, database: Database, smtp_url: str | None, sender: str) -> None:
        self.database = database
        self.smtp_url = smtp_url
        self.sender = sender

    async def send_due(self) -> int:
        """Sends one batch; answers how many were tried."""
        if not self.smtp_url:
            return 0
        async with self.database.writing() as session:
            rows = (await session.execute(_TAKE)).all()
        for row in rows:
            await self._send(row.id, row)
        return len(rows)

    async def _send(self, mail_id: UUID, row: Row[Any]) -> None:
        try:
            await self._deliver(compose(self.sender, row, mail_id))
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
            final = isinstance(error, aiosmtplib.SMTPRecipientsRefused | ValueError)
            log.warning("mail_failed", mail_id=str(mail_id), error=str(error)[:200], final=final)
            async with self.database.writing() as session:
                await session.execute(
                    _FAILED,
                    {
                        "id": mail_id,
                        "error": f"{type(error).__name__}: {error}"[:1000],
                        "final": final,
                        "limit": MAX_ATTEMPTS,
                    },
                )
            return
        async with self.database.writing() as session:
            await session.execute(_SENT, {"id": mail_id})

    async def _deliver(self, message: EmailMessage) -> None:
        url = urlsplit(self.smtp_url or "")
        await aiosmtplib.send(
            message,
            hostname=url.hostname,
            port=url.port or (465 if url.scheme == "smtps" else 25),
            username=unquote(url.username) if url.username else None,
            password=unquote(url.password) if url.password else None,
            use_tls=url.scheme == "smtps",
            timeout=TIMEOUT,
        )


def compose(sender: str, row: Row[Any], mail_id: UUID) -> EmailMessage:
    """The message with its headers; a line break in a header is refused by the library."""
    name, address = parseaddr(sender)
    message = EmailMessage()
    message["From"] = formataddr((name, address))
    message["To"] = row.to_address
    message["Subject"] = row.subject
    message["Date"] = formatdate(localtime=False)
    # The same id at every attempt, so that a server that took it twice shows it once.
    message["Message-ID"] = make_msgid(idstring=mail_id.hex, domain=address.split("@")[-1])
    reply_to = row.reply_to
    if reply_to:
        message["Reply-To"] = reply_to
    message.set_content(row.body)
    return message
